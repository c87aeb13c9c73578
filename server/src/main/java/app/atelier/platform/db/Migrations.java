package app.atelier.platform.db;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the schemas of the selected services up to date, once, whichever instance starts first. */
public final class Migrations {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final List<String> GROUND = List.of("platform", "journal");

    private Migrations() {
    }

    /** @param services the selected services; those without migrations are passed over */
    public static void run(Server server, List<String> services) {
        var schemas = new ArrayList<>(GROUND);
        schemas.addAll(services);
        var applied = 0;
        for (var schema : schemas) {
            if (Migrations.class.getResource("/db/" + schema) != null) {
                applied += migrate(server, schema);
            }
        }
        if (applied > 0) {
            log.info("Applied {} migrations", applied);
        }
        allowLogin(server);
    }

    private static int migrate(Server server, String schema) {
        try {
            return flyway(server, schema).migrate().migrationsExecuted;
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

    private static Flyway flyway(Server server, String schema) {
        return Flyway.configure()
                .dataSource(server.url(), server.owner(), server.ownerPassword())
                .locations("classpath:db/" + schema)
                .schemas(schema)
                .table("schema_history")
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
