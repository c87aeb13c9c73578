package app.atelier.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

import app.atelier.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    @Test
    void startsAgainOnTheSamePortWhenItDies(@TempDir Path data) throws Exception {
        try (var database = EmbeddedDatabase.start(data, Map.of())) {
            var server = database.server();
            run(server, "create table kept (n int)");
            run(server, "insert into kept values (42)");
            for (var death = 0; death < 2; death++) {
                var dead = Postmaster.of(data.resolve("postgres")).orElseThrow();
                dead.destroyForcibly();
                dead.onExit().get();
                var kept = Await.until(() -> number(server, "select n from kept"), n -> n >= 0);
                assertThat(kept).isEqualTo(42);
                assertThat(database.server()).isEqualTo(server);
            }
        }
        assertThat(Postmaster.of(data.resolve("postgres"))).isEmpty();
    }

    @Test
    void startsWhereAnotherProgramHasThePidByNow(@TempDir Path data) throws Exception {
        EmbeddedDatabase.start(data, Map.of()).close();
        var left = Postmaster.file(data.resolve("postgres"));
        Files.writeString(left, ProcessHandle.current().pid() + "\n" + data.resolve("postgres") + "\n1\n5432\n");
        try (var database = EmbeddedDatabase.start(data, Map.of())) {
            assertThat(number(database.server(), "select 42")).isEqualTo(42);
        }
    }

    private static void run(Server server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** -1 while the database does not answer. */
    private static int number(Server server, String sql) {
        try (var connection = DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            return -1;
        }
    }
}
