package app.atelier.platform.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;

import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/** Looks at somebody else's PostgreSQL before anything starts on it, and says in one sentence what is missing. */
public final class DatabaseCheck {

    /** The oldest PostgreSQL that Atelier is tested with. */
    private static final int OLDEST = 18;

    private DatabaseCheck() {
    }

    /** @throws Refusal when it cannot be reached, does not let us in, is too old, or gives the owner too few rights */
    public static void require(Server server) {
        require(server, OLDEST);
    }

    static void require(Server server, int oldest) {
        requireUrl("ATELIER_DB_URL", server.url());
        requireUrl("ATELIER_DB_DIRECT_URL", server.directUrl());
        try (var connection = DriverManager.getConnection(server.directUrl(), server.owner(), server.ownerPassword())) {
            requireVersion(connection, server, oldest);
            requireRights(connection, server);
        } catch (SQLException e) {
            throw refusal(e, server);
        }
    }

    private static void requireUrl(String name, String url) {
        if (Driver.parseURL(url, null) == null) {
            throw new Refusal(name + " is '" + shown(url) + "'; it must look like jdbc:postgresql://host:5432/atelier.");
        }
    }

    /**
     * Looks as the login role, for a process that does not migrate and so knows no owner. A role that is not let in is
     * no reason yet: before the first migration there is none.
     *
     * @throws Refusal when there is no PostgreSQL, or one too old
     */
    public static void requireReachable(Server server) {
        try {
            logIn(server);
        } catch (SQLException e) {
            if (!isRefusedLogin(e)) {
                throw refusal(e, server);
            }
        }
    }

    /** @throws Refusal when the login role is not let in either */
    static void requireLogin(Server server) {
        try {
            logIn(server);
        } catch (SQLException e) {
            throw isRefusedLogin(e)
                    ? new Refusal("PostgreSQL at " + shown(server.directUrl()) + " does not let " + server.role()
                            + " in; check ATELIER_DB_PASSWORD, and that ./atelier migrate has run with the same.")
                    : refusal(e, server);
        }
    }

    private static void logIn(Server server) throws SQLException {
        requireUrl("ATELIER_DB_URL", server.url());
        requireUrl("ATELIER_DB_DIRECT_URL", server.directUrl());
        try (var connection = DriverManager.getConnection(server.directUrl(), server.role(), server.appPassword())) {
            requireVersion(connection, server, OLDEST);
        }
    }

    private static boolean isRefusedLogin(SQLException failure) {
        return String.valueOf(failure.getSQLState()).startsWith("28");
    }

    private static void requireVersion(Connection connection, Server server, int oldest) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < oldest) {
            throw new Refusal("The PostgreSQL at " + shown(server.directUrl()) + " is version " + version + "; Atelier needs "
                    + oldest + " or newer: upgrade it, or name another with ATELIER_DB_URL.");
        }
    }

    private static void requireRights(Connection connection, Server server) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select current_database(), has_database_privilege(current_database(), 'create'),
                       rolsuper or rolcreaterole
                from pg_roles where rolname = current_user""");
                var row = statement.executeQuery()) {
            row.next();
            if (!row.getBoolean(2)) {
                throw lacks(server, "GRANT CREATE ON DATABASE " + row.getString(1) + " TO " + server.owner());
            }
            if (!row.getBoolean(3)) {
                throw lacks(server, "ALTER ROLE " + server.owner() + " CREATEROLE");
            }
        }
    }

    private static Refusal lacks(Server server, String remedy) {
        return new Refusal("The role " + server.owner() + " (ATELIER_DB_OWNER) may not prepare the database; as its administrator run: "
                + remedy + ";");
    }

    /** What a failure of the owner's connection means. */
    static Refusal refusal(SQLException failure, Server server) {
        var state = Objects.requireNonNullElse(failure.getSQLState(), "");
        return new Refusal(switch (state) {
            case "28P01", "28000" -> "PostgreSQL at " + shown(server.directUrl()) + " does not let " + server.owner()
                    + " in; check ATELIER_DB_OWNER and ATELIER_DB_OWNER_PASSWORD, and its pg_hba.conf.";
            case "3D000" -> "PostgreSQL has no such database as in " + shown(server.directUrl())
                    + "; create it (createdb) or correct ATELIER_DB_URL.";
            case "42501" -> "The role " + server.owner() + " (ATELIER_DB_OWNER) lacks a right that migrations need: "
                    + firstLine(failure) + ".";
            case "55P03" -> "A migration waited too long for a lock; end the transaction that holds it (pg_stat_activity) and start again.";
            default -> "No PostgreSQL can be reached at " + shown(server.directUrl()) + " (" + firstLine(failure)
                    + "); start it, or correct ATELIER_DB_URL.";
        });
    }

    private static String firstLine(SQLException failure) {
        var message = Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
        return message.lines().findFirst().orElse("").replaceAll("\\.$", "");
    }

    /** Without parameters, which may hold a password. */
    static String shown(@Nullable String url) {
        return url == null ? "" : url.replaceAll("\\?.*", "");
    }
}
