package app.atelier.platform.analytics;

import java.net.URI;
import java.util.regex.Pattern;

import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The ClickHouse server that is the analytical store ({@code ATELIER_CLICKHOUSE_*}); without a URL it is DuckDB in the
 * data folder. A setting that is empty counts as absent.
 *
 * @param url      of its HTTP interface, {@code https://host:8443}
 * @param username {@code default} if absent
 * @param database {@code atelier} if absent; made if missing
 */
@ConfigurationProperties("atelier.clickhouse")
public record ClickHouseProperties(@Nullable String url, @Nullable String username, @Nullable String password,
        @Nullable String database) {

    private static final String EXAMPLE = "http://clickhouse:8123";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    public ClickHouseProperties {
        url = present(url);
        username = present(username);
        password = present(password);
        database = present(database);
        if (url == null && (username != null || password != null || database != null)) {
            throw new Refusal("ATELIER_CLICKHOUSE_" + (username != null ? "USERNAME" : password != null ? "PASSWORD" : "DATABASE")
                    + " is set and ATELIER_CLICKHOUSE_URL is not; name the server too, such as " + EXAMPLE
                    + ", or remove it to keep the analytical store in the data folder.");
        }
        if (url != null && !isUrl(url)) {
            // Not repeated: somebody may have put a password into it.
            throw new Refusal("ATELIER_CLICKHOUSE_URL is not the address of ClickHouse's HTTP interface; it must look like "
                    + EXAMPLE + ", with name and password in ATELIER_CLICKHOUSE_USERNAME and _PASSWORD.");
        }
        if (username != null && username.contains(":")) {
            throw new Refusal("ATELIER_CLICKHOUSE_USERNAME holds a colon, which HTTP cannot send; use a user without one.");
        }
        if (database != null && !NAME.matcher(database).matches()) {
            throw new Refusal("ATELIER_CLICKHOUSE_DATABASE is '" + database
                    + "'; a name has 1 to 63 letters, digits and underscores and begins with no digit.");
        }
    }

    URI address() {
        if (url == null) {
            throw new IllegalStateException("There is no ClickHouse");
        }
        return URI.create(url.endsWith("/") ? url : url + "/");
    }

    String user() {
        return username == null ? "default" : username;
    }

    String secret() {
        return password == null ? "" : password;
    }

    String databaseName() {
        return database == null ? "atelier" : database;
    }

    private static boolean isUrl(String text) {
        try {
            var url = URI.create(text);
            return ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null
                    && url.getQuery() == null && url.getFragment() == null && url.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Never the password. */
    @Override
    public String toString() {
        return url + " " + databaseName();
    }
}
