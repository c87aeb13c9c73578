package app.atelier.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import app.atelier.platform.Refusal;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings the schemas of the selected services up to date, once, whichever instance starts first: the others wait
 * behind a lock of the whole database and then find nothing to do. Each migration is a transaction of its own, so one
 * that was killed leaves nothing behind and runs again.
 *
 * <p>Instances of the release before go on serving meanwhile. So that none of them waits behind a migration that
 * itself waits for a table, a migration gives up after two seconds, lets the others by and tries again.
 */
public final class Migrations {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final List<String> GROUND = List.of("platform", "journal");
    /** Any number, as long as nobody else takes it in this database. */
    private static final long LOCK = 0x41_74_65_6c_69_65_72L;
    private static final String LATEST = "latest";
    private static final int ATTEMPTS = 60;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private Migrations() {
    }

    /**
     * @param services the selected services; those without migrations are passed over
     * @return how many migrations this call has applied
     * @throws Refusal when a right is missing, or the tables stay in use
     */
    public static int run(Server server, List<String> services) {
        try (var connection = DriverManager.getConnection(server.directUrl(), server.owner(), server.ownerPassword());
                var statement = connection.createStatement()) {
            // A holder whose machine vanished is noticed within half a minute, and its lock is free.
            statement.execute("set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4");
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            var applied = 0;
            for (var schema : schemas(services)) {
                applied += migrate(server, schema, LATEST);
            }
            if (applied > 0) {
                log.info("Applied {} migrations", applied);
            }
            allowLogin(connection, server, schemas(services));
            return applied;
        } catch (SQLException e) {
            throw DatabaseCheck.refusal(e, server);
        }
    }

    /**
     * Waits until somebody else has migrated, which a process without the owner's password must.
     *
     * @throws Refusal when that has not happened in time
     */
    public static void await(Server server, List<String> services, Duration patience) {
        var deadline = Instant.now().plus(patience);
        for (var schema : schemas(services)) {
            while (!isCurrent(server, schema)) {
                if (Instant.now().isAfter(deadline)) {
                    DatabaseCheck.requireLogin(server);
                    throw new Refusal("The schema " + schema + " at " + DatabaseCheck.shown(server.directUrl())
                            + " is older than this program; run ./atelier migrate, or let this process with ATELIER_DB_MIGRATE=true.");
                }
                log.info("Waiting for the migrations of {}", schema);
                pause();
            }
        }
    }

    /**
     * Makes schemas as they once were, for data of that time.
     *
     * @param versions each schema's last migration
     */
    public static void runTo(Server server, Map<String, String> versions) {
        // The ground first: what the others protect their tables with is there.
        versions.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, String> e) -> !GROUND.contains(e.getKey()))
                        .thenComparing(e -> GROUND.indexOf(e.getKey())))
                .forEach(e -> migrate(server, e.getKey(), e.getValue()));
    }

    /** Whether this program has the migration. */
    public static boolean knows(String schema, String version) {
        try {
            return new PathMatchingResourcePatternResolver().getResources("classpath*:db/" + schema + "/V" + version + "__*.sql").length > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isCurrent(Server server, String schema) {
        try {
            return flyway(server, server.role(), server.appPassword(), schema, LATEST).info().pending().length == 0;
        } catch (FlywayException failure) {
            log.debug("Cannot read how far {} is migrated", schema, failure);
            return false;
        }
    }

    private static List<String> schemas(List<String> services) {
        var schemas = new ArrayList<>(GROUND);
        schemas.addAll(services);
        schemas.removeIf(schema -> Migrations.class.getResource("/db/" + schema) == null);
        return schemas;
    }

    private static int migrate(Server server, String schema, String version) {
        for (var attempt = 1; ; attempt++) {
            try {
                return flyway(server, server.owner(), server.ownerPassword(), schema, version).migrate().migrationsExecuted;
            } catch (FlywayException failure) {
                var cause = sqlCause(failure);
                var inUse = cause.map(SQLException::getSQLState).filter("55P03"::equals).isPresent();
                if (!inUse || attempt == ATTEMPTS) {
                    throw cause.<RuntimeException>map(e -> DatabaseCheck.refusal(e, server)).orElse(failure);
                }
                log.info("A table that a migration of {} changes is in use; trying again", schema);
                pause();
            }
        }
    }

    /** Somebody can do something about missing rights, a lock, or a database that went away; the rest is a defect. */
    private static Optional<SQLException> sqlCause(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && e.getSQLState() != null && e.getSQLState().matches("42501|55P03|08.*|28.*|57.*")) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    private static Flyway flyway(Server server, String role, String password, String schema, String version) {
        return Flyway.configure()
                .dataSource(server.directUrl(), role, password)
                .locations("classpath:db/" + schema)
                .schemas(schema)
                .table("schema_history")
                .target(version)
                .initSql("set lock_timeout = '2s'")
                .load();
    }

    private static void allowLogin(Connection connection, Server server, List<String> schemas) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var schema : migratedSchemas(connection)) {
                statement.execute("grant usage on schema " + schema + " to " + Server.APP_ROLE);
                // So that a process that does not migrate can see whether it may start.
                statement.execute("grant select on " + schema + ".schema_history to " + Server.APP_ROLE);
            }
            if (!server.role().equals(Server.APP_ROLE)) {
                admit(connection, server.role(), schemas);
            }
            if (!mayLogIn(server)) {
                // A role name and a password cannot be bound in DDL; quote_literal quotes the password.
                try (var rows = statement.executeQuery("select quote_literal('" + server.appPassword().replace("'", "''") + "')")) {
                    rows.next();
                    var password = rows.getString(1);
                    statement.execute("alter role " + server.role() + " login password " + password);
                }
            }
        }
    }

    /** One statement, and so one transaction: a process that already works as this role misses nothing meanwhile. */
    private static void admit(Connection connection, String role, List<String> schemas) throws SQLException {
        try (var statement = connection.prepareStatement("select platform.admit(?, ?)")) {
            statement.setString(1, role);
            statement.setArray(2, connection.createArrayOf("text", schemas.toArray()));
            statement.execute();
        }
    }

    /** Then the role is left alone: an administrator may have made it, and its owner may not be ours to be. */
    private static boolean mayLogIn(Server server) {
        try (var _ = DriverManager.getConnection(server.directUrl(), server.role(), server.appPassword())) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static List<String> migratedSchemas(Connection connection) throws SQLException {
        var schemas = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select quote_ident(schemaname) from pg_tables where tablename = 'schema_history'")) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }
        return schemas;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for migrations", e);
        }
    }
}
