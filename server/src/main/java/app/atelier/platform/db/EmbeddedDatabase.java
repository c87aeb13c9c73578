package app.atelier.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Atelier's own PostgreSQL, in the data folder: {@code postgres/} holds the cluster, {@code secrets/database} its two
 * passwords (readable by the owner only). It listens on loopback and asks everybody for a password. When it dies under
 * us, as after {@code kill -9} or when the system ran out of memory, it is started again on the same port.
 *
 * <p>The caller holds the lock of the data folder, so a postmaster found running there belongs to a server that died
 * without stopping it; it is stopped first, never deleted.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String OWNER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration RESTART_EVERY = Duration.ofSeconds(1);
    private static final int ANY_PORT = 0;
    /** Of {@code postmaster.pid}, from 0 (PostgreSQL, {@code pidfile.h}). */
    private static final int PORT_LINE = 3;
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            // The library starts the server with -F, made for throw-away tests; ours keeps what it acknowledged.
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("listen_addresses", "localhost"),
            // The path of a socket may have 107 bytes at most, which a data folder easily exceeds.
            Map.entry("unix_socket_directories", "''"),
            Map.entry("max_connections", "120"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("wal_compression", "on"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("checkpoint_timeout", "15min"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            Map.entry("logging_collector", "on"),
            Map.entry("log_directory", "log"),
            Map.entry("log_filename", "postgresql-%a.log"),
            Map.entry("log_truncate_on_rotation", "on"),
            Map.entry("log_rotation_age", "1d"));

    private final Path data;
    private final Path cluster;
    private final DatabasePasswords passwords;
    private final Map<String, String> settings;
    private final Thread watch = Thread.ofVirtual().name("postgres-watch").unstarted(this::watch);
    private volatile boolean closing;
    private EmbeddedPostgres postgres;

    private EmbeddedDatabase(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.cluster = data.resolve("postgres");
        this.passwords = DatabasePasswords.in(data.resolve("secrets"));
        this.settings = settings;
        Orphan.stop(cluster);
        this.postgres = launch(ANY_PORT);
        watch.start();
    }

    /**
     * @param settings PostgreSQL settings that replace ours, for tests and benchmarks
     * @throws UncheckedIOException when the cluster cannot be made or does not start within 90 seconds
     */
    public static EmbeddedDatabase start(Path data, Map<String, String> settings) {
        try {
            return new EmbeddedDatabase(data, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + data + ": " + e.getMessage(), e);
        }
    }

    /**
     * The database that another process runs in this data folder now; empty when none does. It ends when that process
     * wants.
     */
    public static Optional<Server> running(Path data) {
        try {
            var cluster = data.resolve("postgres");
            if (Postmaster.of(cluster).isEmpty()) {
                return Optional.empty();
            }
            var port = Integer.parseInt(Files.readAllLines(cluster.resolve("postmaster.pid")).get(PORT_LINE).trim());
            return Optional.of(server(port, DatabasePasswords.in(data.resolve("secrets"))));
        } catch (IOException e) {
            throw new UncheckedIOException("The database in " + data + " cannot be found: " + e.getMessage(), e);
        }
    }

    public synchronized Server server() {
        return server(postgres.getPort(), passwords);
    }

    private static Server server(int port, DatabasePasswords passwords) {
        var url = "jdbc:postgresql://localhost:" + port + "/postgres?ApplicationName=atelier";
        return new Server(url, OWNER, passwords.owner(), passwords.app());
    }

    @Override
    public void close() {
        closing = true;
        watch.interrupt();
        stop();
    }

    private synchronized void stop() {
        try {
            postgres.close();
        } catch (IOException e) {
            log.warn("PostgreSQL did not stop cleanly; it recovers at the next start", e);
        }
    }

    private void watch() {
        try {
            while (!closing) {
                var process = Postmaster.of(cluster);
                if (process.isPresent()) {
                    process.get().onExit().get();
                }
                restart();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException e) {
            log.error("PostgreSQL is not watched any more", e);
        }
    }

    private synchronized void restart() throws InterruptedException {
        if (closing) {
            return;
        }
        log.error("PostgreSQL ended unexpectedly; starting it again");
        var port = postgres.getPort();
        stop();
        while (!closing) {
            try {
                postgres = launch(port);
                return;
            } catch (IOException | IllegalStateException e) {
                // What its processes left in shared memory goes only with the last of them.
                log.warn("PostgreSQL does not start again yet: {}", e.getMessage());
                Thread.sleep(RESTART_EVERY);
            }
        }
    }

    private EmbeddedPostgres launch(int port) throws IOException {
        var started = System.nanoTime();
        var builder = EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(Files.createDirectories(data.resolve("binaries")).toFile())
                .setPGStartupWait(PATIENCE)
                // initdb's last word wins over the library's "trust": passwords from the first second.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwords.ownerFile().toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", passwords.owner());
        SETTINGS.forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        var launched = builder.start();
        log.info("PostgreSQL is ready on port {} ({} ms)", launched.getPort(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        return launched;
    }
}
