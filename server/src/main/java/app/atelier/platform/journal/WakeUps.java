package app.atelier.platform.journal;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import app.atelier.platform.db.Server;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Tells those who follow the journal that an organization has news: at once within this process, by {@code NOTIFY} to
 * the others. Only a hint: a lost one costs time, never an entry. The notification is sent outside the write
 * transaction, because inside it takes a lock that serializes all commits (measured: 5,175 to 1,725 a second).
 */
public final class WakeUps implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(WakeUps.class);
    private static final String CHANNEL = "atelier_journal";
    private static final int LISTEN_MILLIS = 5_000;

    private final Server server;
    private final String instance = UUID.randomUUID().toString();
    private final List<Consumer<UUID>> subscribers = new CopyOnWriteArrayList<>();
    private final Set<UUID> toTell = ConcurrentHashMap.newKeySet();
    private final Semaphore somethingToTell = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    public WakeUps(Server server) {
        this.server = server;
    }

    /** Calls the subscriber, quickly and on any thread, whenever an organization has news. */
    public void subscribe(Consumer<UUID> subscriber) {
        subscribers.add(subscriber);
    }

    /** Says that an organization has news. */
    public void wake(UUID organization) {
        subscribers.forEach(s -> s.accept(organization));
        if (toTell.add(organization)) {
            somethingToTell.release();
        }
    }

    @Override
    public void start() {
        running = true;
        threads.add(Thread.ofVirtual().name("journal-notify").start(() -> keepConnected(this::tell)));
        threads.add(Thread.ofVirtual().name("journal-listen").start(() -> keepConnected(this::listen)));
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

    /** Before the followers, so that they miss no wake-up. */
    @Override
    public int getPhase() {
        return 0;
    }

    private interface Session {
        void run(Connection connection) throws SQLException, InterruptedException;
    }

    private void keepConnected(Session session) {
        while (running) {
            try (var connection = DriverManager.getConnection(server.url(), Server.APP_ROLE, server.appPassword())) {
                session.run(connection);
            } catch (SQLException e) {
                if (running) {
                    log.warn("Journal wake-ups lost their connection, trying again: {}", e.getMessage());
                    pause();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void tell(Connection connection) throws SQLException, InterruptedException {
        try (var statement = connection.prepareStatement(
                "select pg_notify('" + CHANNEL + "', ? || ':' || o) from unnest(?::text[]) o")) {
            while (running) {
                somethingToTell.acquire();
                somethingToTell.drainPermits();
                var organizations = List.copyOf(toTell);
                organizations.forEach(toTell::remove);
                statement.setString(1, instance);
                statement.setArray(2, connection.createArrayOf("text", organizations.toArray()));
                statement.execute();
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
        }
        var notifications = connection.unwrap(PGConnection.class);
        while (running) {
            for (var notification : notifications.getNotifications(LISTEN_MILLIS)) {
                var parts = notification.getParameter().split(":", 2);
                if (!parts[0].equals(instance)) {
                    var organization = UUID.fromString(parts[1]);
                    subscribers.forEach(s -> s.accept(organization));
                }
            }
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
