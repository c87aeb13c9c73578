package app.atelier.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import app.atelier.Launch;
import app.atelier.platform.Refusal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Everything that is wrong with somebody's PostgreSQL is said in one sentence, by a real one. */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseCheckTest {

    @TempDir
    static Path folder;
    private static EmbeddedDatabase database;
    private static Server server;

    @BeforeAll
    static void start() {
        database = EmbeddedDatabase.start(folder.resolve("pg"), Map.of("fsync", "off"));
        server = database.server();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword())) {
            connection.createStatement().execute(statement);
        }
    }

    private static String inDatabase(String name) {
        return server.url().replace("/postgres?", "/" + name + "?");
    }

    private static String refusal(Server of) {
        var thrown = catchThrowable(() -> DatabaseCheck.require(of));
        assertThat(thrown).isInstanceOf(Refusal.class);
        assertThat(String.valueOf(thrown.getMessage()).lines()).hasSize(1);
        return thrown.getMessage();
    }

    @Test
    void whatIsInOrderPasses() {
        assertThatCode(() -> DatabaseCheck.require(server)).doesNotThrowAnyException();
    }

    @Test
    void nobodyListens() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = taken.getLocalPort();
            taken.close();
            assertThat(refusal(new Server("jdbc:postgresql://localhost:" + port + "/atelier", "postgres", "", "x")))
                    .startsWith("No PostgreSQL can be reached at jdbc:postgresql://localhost:" + port + "/atelier")
                    .contains("ATELIER_DB_URL");
        }
    }

    @Test
    void theUrlIsNone() {
        assertThat(refusal(new Server("jdbc:postgresql://host:port/atelier?password=hidden", "postgres", "", "x")))
                .contains("ATELIER_DB_URL is 'jdbc:postgresql://host:port/atelier'").doesNotContain("hidden");
    }

    @Test
    void thePasswordIsWrong() {
        assertThat(refusal(new Server(server.url(), "postgres", "wrong", "x")))
                .contains("does not let postgres in").contains("ATELIER_DB_OWNER_PASSWORD").doesNotContain("wrong");
    }

    @Test
    void theDatabaseIsMissing() {
        assertThat(refusal(new Server(inDatabase("nowhere"), "postgres", server.ownerPassword(), "x")))
                .contains("no such database").contains("createdb");
    }

    @Test
    void theServerIsTooOld() {
        assertThatThrownBy(() -> DatabaseCheck.require(server, 99)).isInstanceOf(Refusal.class)
                .hasMessageContaining("is version 18").hasMessageContaining("99 or newer");
    }

    @Test
    void theOwnerMayNotCreateSchemas() throws SQLException {
        sql("create role reader login createrole password 'pw'");
        assertThat(refusal(new Server(server.url(), "reader", "pw", "x")))
                .contains("ATELIER_DB_OWNER").contains("GRANT CREATE ON DATABASE postgres TO reader;");
    }

    @Test
    void theOwnerMayNotCreateRoles() throws SQLException {
        sql("create role tenant login password 'pw'");
        sql("create database tenant_house owner tenant");
        assertThat(refusal(new Server(inDatabase("tenant_house"), "tenant", "pw", "x"))).contains("ALTER ROLE tenant CREATEROLE;");
    }

    @Test
    void aRightThatMigrationsNeedIsMissing() throws SQLException {
        sql("create role newcomer login createrole password 'pw'");
        sql("create database inherited");
        sql("grant create on database inherited to newcomer");
        var old = new Server(inDatabase("inherited"), "postgres", server.ownerPassword(), "x");
        Migrations.run(old, List.of("users"));
        assertThatThrownBy(() -> Migrations.run(new Server(inDatabase("inherited"), "newcomer", "pw", "x"), List.of("users")))
                .isInstanceOf(Refusal.class).hasMessageContaining("newcomer").hasMessageContaining("permission denied");
    }

    @Test
    void aWholeStartPrintsNoStackTrace(CapturedOutput output) throws SQLException {
        sql("create role outsider login createrole password 'pw'");
        sql("create database outside");
        sql("grant create on database outside to outsider");
        Migrations.run(new Server(inDatabase("outside"), "postgres", server.ownerPassword(), "x"), List.of("users"));
        var settings = Map.of("atelier.db.url", inDatabase("outside"), "atelier.db.owner", "outsider",
                "atelier.db.owner-password", "pw", "atelier.db.password", "pw");
        var thrown = catchThrowable(() -> Launch.start(
                new Launch.Options(0, folder.resolve("house"), "users,auth", false, settings, Map.of())).close());
        assertThat(thrown).isInstanceOf(Refusal.class);
        assertThat(output.getAll()).doesNotContain("\tat ", "APPLICATION FAILED", "Application run failed", "Exception");
    }
}
