package app.atelier.platform.db;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is ({@code ATELIER_DB_*}). Without a URL, Atelier runs its own PostgreSQL in the data folder.
 *
 * @param url                {@code jdbc:postgresql://host:port/database}, perhaps of a pooler in transaction mode
 * @param directUrl          past that pooler, for migrations and {@code LISTEN}; null: {@code url}
 * @param replicaUrl         a streaming replica of it, for reads ({@link Db#replica}); null: none
 * @param owner              the role that owns the schemas and runs migrations
 * @param ownerPassword      its password
 * @param role               the login role, under which requests run; it sees the schemas of this process's services only
 * @param password           its password
 * @param migrate            whether a start brings the schemas up to date; if not, it waits until somebody has
 * @param poolSize           connections for requests and followers, 2 to 200
 * @param preparedStatements whether the server keeps prepared statements; not so behind a PgBouncer before 1.21
 */
@ConfigurationProperties("atelier.db")
public record DbProperties(
        @Nullable String url,
        @Nullable String directUrl,
        @Nullable String replicaUrl,
        @DefaultValue("postgres") String owner,
        @DefaultValue("") String ownerPassword,
        @DefaultValue(Server.APP_ROLE) String role,
        @DefaultValue("") String password,
        @DefaultValue("true") boolean migrate,
        @DefaultValue("16") int poolSize,
        @DefaultValue("true") boolean preparedStatements) {

    public DbProperties {
        if (poolSize < 2 || poolSize > 200) {
            throw new IllegalArgumentException("ATELIER_DB_POOL_SIZE is " + poolSize + "; it must lie between 2 and 200");
        }
        requireUrl("ATELIER_DB_URL", url);
        requireUrl("ATELIER_DB_DIRECT_URL", directUrl);
        requireUrl("ATELIER_DB_REPLICA_URL", replicaUrl);
        if (url != null && password.isEmpty()) {
            throw new IllegalArgumentException(
                    "ATELIER_DB_PASSWORD is missing; with ATELIER_DB_URL it sets the password of the role " + role);
        }
        if (!role.matches("[a-z][a-z0-9_]{0,62}") || role.startsWith("pg_") || role.equals(owner)) {
            throw new IllegalArgumentException("ATELIER_DB_ROLE is '" + role + "'; it must be a name of small letters, digits and _,"
                    + " and another than the owner's");
        }
        if (url == null && (directUrl != null || replicaUrl != null || !migrate || !role.equals(Server.APP_ROLE))) {
            throw new IllegalArgumentException("ATELIER_DB_URL is missing; ATELIER_DB_DIRECT_URL, ATELIER_DB_REPLICA_URL,"
                    + " ATELIER_DB_ROLE and ATELIER_DB_MIGRATE speak of a database of your own, so name it or remove them");
        }
    }

    private static void requireUrl(String name, @Nullable String url) {
        if (url != null && !url.startsWith("jdbc:postgresql://")) {
            throw new IllegalArgumentException(
                    name + " is '" + DatabaseCheck.shown(url) + "'; it must look like jdbc:postgresql://host:5432/atelier");
        }
    }

    /** The database these settings name; null when Atelier runs its own. */
    public @Nullable Server server() {
        return url == null ? null : new Server(url, directUrl == null ? url : directUrl, owner, ownerPassword, role, password);
    }

    /** Keeps passwords out of logs. */
    @Override
    public String toString() {
        return "DbProperties[url=" + DatabaseCheck.shown(url) + ", owner=" + owner + ", poolSize=" + poolSize + "]";
    }
}
