package app.atelier.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import app.atelier.Await;
import app.atelier.Services;
import app.atelier.platform.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations happen once, whoever starts first and however often it is killed. */
class MigrationsTest {

    private static final List<String> SERVICES = Services.ALL.stream().map(Services.Service::name).toList();
    private static final long GATE = 77;

    @TempDir
    static Path folder;
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.start(folder.resolve("pg"), Map.of("fsync", "off"));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static Connection connect(Server server) throws SQLException {
        return DriverManager.getConnection(server.directUrl(), server.owner(), server.ownerPassword());
    }

    private static void sql(Server server, String statement) throws SQLException {
        try (var connection = connect(server); var s = connection.createStatement()) {
            s.execute(statement);
        }
    }

    private static long number(Server server, String question) {
        try (var connection = connect(server); var s = connection.createStatement(); var rows = s.executeQuery(question)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Server emptyDatabase(String name) throws SQLException {
        var server = database.server();
        sql(server, "create database " + name);
        return new Server(server.url().replace("/postgres?", "/" + name + "?"), server.owner(), server.ownerPassword(), "app");
    }

    /** Of every schema, how many migrations are written down, and that none is there twice or failed. */
    private static long applied(Server server) throws SQLException {
        var total = 0L;
        try (var connection = connect(server); var s = connection.createStatement();
                var rows = s.executeQuery("select schemaname from pg_tables where tablename = 'schema_history'")) {
            while (rows.next()) {
                var history = rows.getString(1) + ".schema_history";
                assertThat(number(server, "select count(*) - count(distinct version) from " + history + " where version is not null")).isZero();
                assertThat(number(server, "select count(*) from " + history + " where not success")).isZero();
                total += number(server, "select count(*) from " + history + " where version is not null");
            }
        }
        return total;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void instancesThatStartAtOnceMigrateOnce(int instances) throws Exception {
        var server = emptyDatabase("together_" + instances);
        try (var threads = Executors.newFixedThreadPool(instances)) {
            Callable<Integer> start = () -> Migrations.run(server, SERVICES);
            var counts = threads.invokeAll(Stream.generate(() -> start).limit(instances).toList()).stream().map(Future::resultNow).toList();
            assertThat(counts).filteredOn(n -> n > 0).hasSize(1);
            assertThat(counts.stream().mapToInt(n -> n).sum()).isEqualTo(applied(server)).isPositive();
        }
    }

    /** A gate in the middle: an event trigger that waits, as a table in use would, when a certain table is made. */
    private static void gate(Server server, String table) throws SQLException {
        sql(server, """
                create or replace function public.gate() returns event_trigger language plpgsql as $$
                begin
                    if exists (select from pg_event_trigger_ddl_commands() where object_identity = '%s') then
                        perform pg_advisory_xact_lock_shared(%d);
                    end if;
                end $$;
                drop event trigger if exists gate;
                create event trigger gate on ddl_command_end execute function public.gate()""".formatted(table, GATE));
    }

    @Test
    void whatIsKilledMidwayResumes() throws Exception {
        var server = emptyDatabase("killed");
        try (var holder = connect(server)) {
            holder.createStatement().execute("select pg_advisory_lock(" + GATE + ")");
            for (var table : List.of("users.membership", "orders.payment")) {
                gate(server, table);
                var process = migrateInAProcess(server);
                Await.until(() -> number(server, "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = " + GATE),
                        waiting -> waiting > 0 || !process.isAlive());
                assertThat(process.isAlive()).as("killed while it worked on " + table).isTrue();
                process.destroyForcibly().waitFor();
            }
            var soFar = applied(server);
            assertThat(soFar).isPositive();
            assertThat(number(server, "select count(*) from pg_tables where schemaname = 'orders' and tablename = 'payment'")).isZero();
            sql(server, "drop event trigger gate");
            holder.createStatement().execute("select pg_advisory_unlock(" + GATE + ")");
        }
        var whole = emptyDatabase("unharmed");
        var all = Migrations.run(whole, SERVICES);
        assertThat(migrateInAProcess(server).waitFor()).isZero();
        assertThat(applied(server)).isEqualTo(all);
        assertThat(Migrations.run(server, SERVICES)).isZero();
    }

    @Test
    void theJobMakesALoginRoleForEachService() throws Exception {
        var server = emptyDatabase("roles");
        assertThat(migrateInAProcess(server, "--role-per-service").waitFor()).isZero();
        for (var service : List.of("orders", "projects")) {
            var other = service.equals("orders") ? "projects" : "orders";
            var role = server.as(Server.roleOf(service));
            try (var connection = DriverManager.getConnection(role.url(), role.role(), role.appPassword());
                    var s = connection.createStatement(); var rows = s.executeQuery(
                            "select has_schema_privilege('%s', 'usage') and not has_schema_privilege('%s', 'usage')".formatted(service, other))) {
                rows.next();
                assertThat(rows.getBoolean(1)).as(role.role() + " sees " + service + " and not " + other).isTrue();
            }
        }
    }

    private static Process migrateInAProcess(Server server, String... options) throws Exception {
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "app.atelier.Atelier", "migrate");
        builder.command().addAll(List.of(options));
        builder.environment().keySet().removeIf(name -> name.startsWith("ATELIER_"));
        builder.environment().putAll(Map.of("ATELIER_DB_URL", server.url(), "ATELIER_DB_OWNER_PASSWORD", server.ownerPassword(),
                "ATELIER_DB_PASSWORD", server.appPassword()));
        return builder.redirectErrorStream(true).redirectOutput(folder.resolve("migrate.log").toFile()).start();
    }

    @Test
    void aTableInUseIsTriedAgainAndBlocksNobodyForLong() throws Exception {
        var server = emptyDatabase("busy");
        Migrations.run(server, List.of("users"));
        sql(server, "delete from users.schema_history where version = '1'; drop schema users cascade");
        try (var user = connect(server); var threads = Executors.newSingleThreadExecutor()) {
            gate(server, "users.membership");
            user.createStatement().execute("select pg_advisory_lock(" + GATE + ")");
            var migration = threads.submit(() -> Migrations.run(server, List.of("users")));
            Await.until("the migration gave up waiting once", () -> number(server,
                    "select xact_rollback from pg_stat_database where datname = 'busy'") > 0);
            assertThat(migration.isDone()).isFalse();
            user.createStatement().execute("select pg_advisory_unlock(" + GATE + ")");
            assertThat(migration.get()).isPositive();
        }
    }

    @Test
    void aProcessThatDoesNotMigrateWaitsForOneThatDoes() throws Exception {
        var server = emptyDatabase("waiting");
        Migrations.run(server, List.of());
        assertThatThrownBy(() -> Migrations.await(server, List.of("users"), Duration.ZERO))
                .isInstanceOf(Refusal.class).hasMessageContaining("schema users").hasMessageContaining("./atelier migrate");
        var stranger = new Server(server.url(), server.owner(), server.ownerPassword(), "wrong");
        assertThatCode(() -> DatabaseCheck.requireReachable(stranger)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Migrations.await(stranger, List.of("users"), Duration.ZERO))
                .isInstanceOf(Refusal.class).hasMessageContaining("ATELIER_DB_PASSWORD").hasMessageNotContaining("wrong");
        try (var threads = Executors.newSingleThreadExecutor()) {
            var waiting = threads.submit(() -> Migrations.await(server, List.of("users"), Duration.ofSeconds(30)));
            Migrations.run(server, List.of("users"));
            waiting.get();
        }
    }
}
