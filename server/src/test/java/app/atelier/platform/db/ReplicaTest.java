package app.atelier.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.House;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A house on a primary with a streaming replica, made from a copy of the primary's folder. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicaTest {

    private static final Map<String, String> FAST = Map.of("fsync", "off", "synchronous_commit", "off");

    @TempDir
    static Path folder;
    private static EmbeddedDatabase primary;
    private static EmbeddedDatabase standby;
    private static House house;
    private static Db db;
    private static Replica replica;

    @BeforeAll
    static void start() throws IOException, SQLException {
        primary = EmbeddedDatabase.start(folder.resolve("primary"), FAST);
        copy(folder.resolve("primary"), folder.resolve("standby"));
        standby = EmbeddedDatabase.start(folder.resolve("standby"), FAST);
        var server = primary.server();
        house = House.only("all", Map.of("atelier.db.url", server.url(), "atelier.db.owner-password", server.ownerPassword(),
                "atelier.db.password", "app password", "atelier.db.replica-url", standby.server().url()));
        db = house.bean(Db.class);
        replica = house.bean(Replica.class);
    }

    @AfterAll
    static void stop() {
        house.close();
        standby.close();
        primary.close();
    }

    /** What pg_basebackup does (PostgreSQL 18, 25.3.3 "Making a Base Backup Using the Low Level API"). */
    private static void copy(Path from, Path to) throws SQLException, IOException {
        var server = primary.server();
        try (var session = connect(server); var statement = session.createStatement()) {
            statement.execute("select pg_backup_start('standby', fast => true)");
            try (var files = Files.walk(from)) {
                files.filter(f -> !f.endsWith("postmaster.pid")).forEach(f -> copyOne(f, to.resolve(from.relativize(f))));
            }
            try (var rows = statement.executeQuery("select labelfile from pg_backup_stop()")) {
                rows.next();
                Files.writeString(to.resolve("postgres/backup_label"), rows.getString(1));
            }
        }
        Files.createFile(to.resolve("postgres/standby.signal"));
        Files.writeString(to.resolve("postgres/postgresql.auto.conf"), "primary_conninfo = 'host=localhost port="
                + server.url().replaceAll(".*:(\\d+)/.*", "$1") + " user=postgres password=" + server.ownerPassword() + "'\n",
                StandardOpenOption.APPEND);
    }

    private static void copyOne(Path from, Path to) {
        try {
            Files.copy(from, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        } catch (java.nio.file.NoSuchFileException e) {
            // Gone since the walk began; the log brings what it held.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Connection connect(Server server) throws SQLException {
        return DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
    }

    private static void onStandby(String sql) {
        try (var session = connect(standby.server()); var statement = session.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean readsOnReplica(UUID organization) {
        return db.replica(organization, tx -> tx.sql().fetchSingle("select pg_is_in_recovery()").get(0, Boolean.class));
    }

    @Test
    @Order(1)
    void whoWroteFindsItWhereverItIsRead() {
        var client = house.register();
        var project = client.post("/v1/projects", Map.of("name", "Kitchen")).is(201).json().get("id").asString();
        for (var i = 0; i < 100; i++) {
            var title = "Sink " + i;
            client.post("/v1/projects/" + project + "/tasks", Map.of("title", title)).is(201);
            assertThat(client.get("/v1/projects/" + project + "/tasks?q=" + i + "&limit=50").is(200).json().toString()).contains(title);
        }
        Await.until("the replica answers", () -> readsOnReplica(client.organization()));
        assertThat(client.get("/v1/tasks?q=Sink").is(200).json().get("items")).isNotEmpty();
        assertThat(replica.answered()).isPositive();
    }

    @Test
    @Order(2)
    void aReplicaThatIsBehindIsPassedBy() throws SQLException {
        var client = house.register();
        Await.until("the replica answers", () -> readsOnReplica(client.organization()));
        onStandby("select pg_wal_replay_pause()");
        try {
            var behind = replica.behind();
            client.post("/v1/projects", Map.of("name", "Cellar")).is(201);
            assertThat(client.get("/v1/projects").is(200).json().toString()).contains("Cellar");
            assertThat(replica.behind()).isGreaterThan(behind);
            // The control: the replica itself does not have it.
            try (var session = connect(standby.server()); var statement = session.createStatement();
                    var rows = statement.executeQuery("select count(*) from projects.project where name = 'Cellar'")) {
                rows.next();
                assertThat(rows.getInt(1)).isZero();
            }
        } finally {
            onStandby("select pg_wal_replay_resume()");
        }
        Await.until("the replica answers again", () -> readsOnReplica(client.organization()));
    }

    @Test
    @Order(3)
    void nobodyWritesOnIt() {
        var client = house.register();
        Await.until("the replica answers", () -> readsOnReplica(client.organization()));
        assertWritingFails(client.organization());
        onStandby("select pg_wal_replay_pause()");
        try {
            client.post("/v1/projects", Map.of("name", "Attic")).is(201);
            assertThat(readsOnReplica(client.organization())).isFalse();
            assertWritingFails(client.organization());
        } finally {
            onStandby("select pg_wal_replay_resume()");
        }
    }

    private static void assertWritingFails(UUID organization) {
        assertThatThrownBy(() -> db.replica(organization, tx -> tx.sql().execute("update projects.project set name = 'Roof'")))
                .isInstanceOf(DataAccessException.class).hasMessageContaining("read-only transaction");
    }

    @Test
    @Order(4)
    void aReplicaThatDiesIsNotMissed() throws Exception {
        var client = house.register();
        client.post("/v1/projects", Map.of("name", "Garden")).is(201);
        Await.until("the replica answers", () -> readsOnReplica(client.organization()));
        var process = Postmaster.of(folder.resolve("standby/postgres")).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();
        assertThat(client.get("/v1/projects").is(200).json().toString()).contains("Garden");
        Await.until("the replica is back and answers", () -> readsOnReplica(client.organization()));
    }
}
