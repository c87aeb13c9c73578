package app.atelier.platform.db;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the database is ({@code ATELIER_DB_*}). Without a URL, Atelier runs its own PostgreSQL in the data folder.
 *
 * @param url           {@code jdbc:postgresql://host:port/database}
 * @param owner         the role that owns the schemas and runs migrations
 * @param ownerPassword its password
 * @param password      the password of the login role {@code atelier_app}, under which requests run
 * @param poolSize      connections for requests and followers, 2 to 200
 */
@ConfigurationProperties("atelier.db")
public record DbProperties(
        @Nullable String url,
        @DefaultValue("postgres") String owner,
        @DefaultValue("") String ownerPassword,
        @DefaultValue("") String password,
        @DefaultValue("16") int poolSize) {

    public DbProperties {
        if (poolSize < 2 || poolSize > 200) {
            throw new IllegalArgumentException("ATELIER_DB_POOL_SIZE is " + poolSize + "; it must lie between 2 and 200");
        }
        if (url != null && !url.startsWith("jdbc:postgresql://")) {
            throw new IllegalArgumentException(
                    "ATELIER_DB_URL is '" + DatabaseCheck.shown(url) + "'; it must look like jdbc:postgresql://host:5432/atelier");
        }
        if (url != null && password.isEmpty()) {
            throw new IllegalArgumentException(
                    "ATELIER_DB_PASSWORD is missing; with ATELIER_DB_URL it sets the password of the role atelier_app");
        }
    }

    /** Keeps passwords out of logs. */
    @Override
    public String toString() {
        return "DbProperties[url=" + DatabaseCheck.shown(url) + ", owner=" + owner + ", poolSize=" + poolSize + "]";
    }
}
