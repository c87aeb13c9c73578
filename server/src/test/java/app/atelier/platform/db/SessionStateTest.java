package app.atelier.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import app.atelier.House;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

/**
 * Nothing stays behind in a session when its transaction ends: behind a pooler in transaction mode the next
 * transaction is somebody else's. After a house has worked, every session of its pool is asked what it holds.
 */
class SessionStateTest {

    private static final Map<String, String> LEFT_BEHIND = Map.of(
            // The name is the driver's and harmless; what describes a transaction ends with it.
            "settings", "select name from pg_settings where source = 'session' and name not like 'transaction\\_%' and name <> 'application_name'",
            "advisory locks", "select objid::text from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()",
            "listening", "select pg_listening_channels()",
            "temporary tables", "select relname from pg_class where relnamespace = pg_my_temp_schema()",
            "cursors", "select name from pg_cursors where name <> ''");

    private final HikariDataSource pool = House.all().bean(HikariDataSource.class);

    @Test
    void noSessionKeepsAnything() throws SQLException {
        work();
        var connections = new ArrayList<Connection>();
        try {
            while (connections.size() < pool.getHikariPoolMXBean().getTotalConnections()) {
                connections.add(pool.getConnection());
            }
            for (var connection : connections) {
                assertThat(leftBehind(connection)).isEmpty();
            }
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    /** Reading and writing in each way that {@link Db} has. */
    private static void work() {
        var client = House.all().register();
        var project = client.post("/v1/projects", Map.of("name", "Pool")).is(201).json().get("id").asString();
        for (var i = 0; i < 10; i++) {
            client.post("/v1/projects/" + project + "/tasks", Map.of("title", "Lane " + i)).is(201);
            client.get("/v1/projects/" + project + "/board").is(200);
            client.get("/v1/tasks?q=Lane").is(200);
            client.get("/v1/orders").is(200);
        }
    }

    private static List<String> leftBehind(Connection connection) throws SQLException {
        var found = new ArrayList<String>();
        for (var kind : LEFT_BEHIND.entrySet()) {
            try (var statement = connection.createStatement(); var rows = statement.executeQuery(kind.getValue())) {
                while (rows.next()) {
                    found.add(kind.getKey() + ": " + rows.getString(1));
                }
            }
        }
        return found;
    }

    @Test
    void whatWouldStayIsSeen() throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(true);
            connection.createStatement().execute("set statement_timeout = '5min'");
            connection.createStatement().execute("select pg_advisory_lock(5)");
            connection.createStatement().execute("listen somewhere");
            assertThat(leftBehind(connection)).hasSize(3);
            connection.createStatement().execute("discard all");
            assertThat(leftBehind(connection)).isEmpty();
        }
    }
}
