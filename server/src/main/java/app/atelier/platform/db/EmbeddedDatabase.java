package app.atelier.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Atelier's own PostgreSQL, in the data folder: {@code postgres/} holds the cluster, {@code secrets/database} its two
 * passwords (readable by the owner only). It listens on loopback and asks everybody for a password.
 *
 * <p>The caller holds the lock of the data folder, so a postmaster found running there belongs to a server that died
 * without stopping it; it is stopped first, never deleted.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String OWNER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final EmbeddedPostgres postgres;
    private final Server server;

    private EmbeddedDatabase(EmbeddedPostgres postgres, Server server) {
        this.postgres = postgres;
        this.server = server;
    }

    /**
     * @param settings PostgreSQL settings that replace ours, for tests and benchmarks
     * @throws UncheckedIOException when the cluster cannot be made or does not start within 90 seconds
     */
    public static EmbeddedDatabase start(Path data, Map<String, String> settings) {
        try {
            var cluster = data.resolve("postgres");
            var passwords = passwords(data.resolve("secrets"));
            Orphan.stop(cluster);
            var started = System.nanoTime();
            var postgres = postgres(data, cluster, passwords, settings);
            log.info("PostgreSQL is ready on port {} ({} ms)", postgres.getPort(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
            var url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres?ApplicationName=atelier";
            return new EmbeddedDatabase(postgres, new Server(url, OWNER, passwords.getProperty("owner"),
                    passwords.getProperty("app")));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start in " + data + ": " + e.getMessage(), e);
        }
    }

    public Server server() {
        return server;
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            log.warn("PostgreSQL did not stop cleanly; it recovers at the next start", e);
        }
    }

    private static EmbeddedPostgres postgres(Path data, Path cluster, Properties passwords,
            Map<String, String> settings) throws IOException {
        var passwordFile = data.resolve("secrets").resolve("owner");
        writePrivately(passwordFile, passwords.getProperty("owner"));
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(Files.createDirectories(data.resolve("binaries")).toFile())
                .setPGStartupWait(PATIENCE)
                // initdb's last word wins over the library's "trust": passwords from the first second.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                .setConnectConfig("password", passwords.getProperty("owner"));
        settingsOf(data).forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        return builder.start();
    }

    private static Map<String, String> settingsOf(Path data) {
        return Map.ofEntries(
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
    }

    private static Properties passwords(Path secrets) throws IOException {
        var file = Files.createDirectories(secrets).resolve("database");
        var passwords = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                passwords.load(in);
            }
            return passwords;
        }
        passwords.setProperty("owner", secret());
        passwords.setProperty("app", secret());
        writePrivately(file, "owner=" + passwords.getProperty("owner") + "\napp=" + passwords.getProperty("app") + "\n");
        return passwords;
    }

    private static String secret() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void writePrivately(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }
}
