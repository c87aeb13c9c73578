package app.atelier.platform.broadcast;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import app.atelier.platform.db.Server;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * By {@code NOTIFY}, on connections of its own: inside a write transaction it takes a lock that serializes all commits
 * (measured: 5,175 to 1,725 a second). It needs sessions, which PgBouncer in transaction mode does not give.
 */
public final class PostgresBroadcast implements Broadcast, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PostgresBroadcast.class);
    private static final String CHANNEL = "atelier";
    private static final int LISTEN_MILLIS = 5_000;

    private final Server server;
    private final String instance = UUID.randomUUID().toString();
    private final Topics topics = new Topics();
    private final Outgoing outgoing = new Outgoing();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    public PostgresBroadcast(Server server) {
        this.server = server;
    }

    @Override
    public void tell(String topic, String text) {
        outgoing.add(topic, text);
    }

    @Override
    public Listening listen(String topic, Consumer<String> listener) {
        topics.add(topic, listener);
        return () -> topics.remove(topic, listener);
    }

    @Override
    public void start() {
        running = true;
        threads.add(Thread.ofVirtual().name("broadcast-tell").start(() -> keepConnected(this::tellAll)));
        threads.add(Thread.ofVirtual().name("broadcast-listen").start(() -> keepConnected(this::listenToAll)));
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before those who listen. */
    @Override
    public int getPhase() {
        return 0;
    }

    private interface Session {
        void run(Connection connection) throws SQLException, InterruptedException;
    }

    private void keepConnected(Session session) {
        while (running) {
            try (var connection = DriverManager.getConnection(server.directUrl(), server.role(), server.appPassword())) {
                session.run(connection);
            } catch (SQLException e) {
                if (running) {
                    log.warn("Telling other instances lost its connection, trying again: {}", e.getMessage());
                    pause();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void tellAll(Connection connection) throws SQLException, InterruptedException {
        try (var statement = connection.prepareStatement(
                "select pg_notify('" + CHANNEL + "', ? || m) from unnest(?::text[]) m")) {
            while (running) {
                var messages = outgoing.take();
                statement.setString(1, instance + ":");
                statement.setArray(2, connection.createArrayOf("text",
                        messages.stream().map(m -> m.topic() + " " + m.text()).toArray()));
                statement.execute();
            }
        }
    }

    private void listenToAll(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        var notifications = connection.unwrap(PGConnection.class);
        while (running) {
            for (var notification : notifications.getNotifications(LISTEN_MILLIS)) {
                hear(notification.getParameter());
            }
        }
    }

    private void hear(String told) {
        var colon = told.indexOf(':');
        if (!told.substring(0, colon).equals(instance)) {
            var space = told.indexOf(' ', colon);
            topics.deliver(told.substring(colon + 1, space), told.substring(space + 1));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
