package app.atelier.platform.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Brings the schemas of the selected services up to date, once, whichever instance starts first. */
public final class Migrations {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final List<String> GROUND = List.of("platform", "journal");
    private static final String LATEST = "latest";

    private Migrations() {
    }

    /** @param services the selected services; those without migrations are passed over */
    public static void run(Server server, List<String> services) {
        var schemas = new ArrayList<>(GROUND);
        schemas.addAll(services);
        var applied = 0;
        for (var schema : schemas) {
            if (Migrations.class.getResource("/db/" + schema) != null) {
                applied += migrate(server, schema, LATEST);
            }
        }
        if (applied > 0) {
            log.info("Applied {} migrations", applied);
        }
        allowLogin(server);
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

    private static int migrate(Server server, String schema, String version) {
        try {
            return flyway(server, schema, version).migrate().migrationsExecuted;
        } catch (FlywayException failure) {
            throw refusal(failure, server);
        }
    }

    /** Somebody can do something about missing rights, a lock, or a database that went away; the rest is a defect. */
    private static RuntimeException refusal(FlywayException failure, Server server) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e && e.getSQLState() != null && e.getSQLState().matches("42501|55P03|08.*|28.*|57.*")) {
                return DatabaseCheck.refusal(e, server);
            }
        }
        return failure;
    }

    private static Flyway flyway(Server server, String schema, String version) {
        return Flyway.configure()
                .dataSource(server.url(), server.owner(), server.ownerPassword())
                .locations("classpath:db/" + schema)
                .schemas(schema)
                .table("schema_history")
                .target(version)
                .initSql("set lock_timeout = '30s'")
                .load();
    }

    private static void allowLogin(Server server) {
        try (var connection = DriverManager.getConnection(server.url(), server.owner(), server.ownerPassword());
                var statement = connection.createStatement()) {
            // A role name and a password cannot be bound in DDL; format(%L) quotes the password.
            try (var rows = statement.executeQuery("select quote_literal('" + server.appPassword().replace("'", "''") + "')")) {
                rows.next();
                var password = rows.getString(1);
                statement.execute("alter role " + Server.APP_ROLE + " login password " + password);
            }
            for (var schema : schemasOf(connection)) {
                statement.execute("grant usage on schema " + schema + " to " + Server.APP_ROLE);
            }
        } catch (SQLException e) {
            throw DatabaseCheck.refusal(e, server);
        }
    }

    private static List<String> schemasOf(java.sql.Connection connection) throws SQLException {
        var schemas = new ArrayList<String>();
        try (var rows = connection.createStatement().executeQuery(
                "select quote_ident(schemaname) from pg_tables where tablename = 'schema_history'")) {
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
        }
        return schemas;
    }
}
