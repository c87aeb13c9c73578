package app.atelier.platform.db;

/**
 * A running PostgreSQL and how to enter it.
 *
 * @param url           JDBC URL of Atelier's database, perhaps of a pooler before it
 * @param directUrl     JDBC URL past the pooler, for migrations and {@code LISTEN}
 * @param owner         the role that owns the schemas
 * @param ownerPassword its password
 * @param appPassword   the password the login role {@code atelier_app} gets and uses
 */
public record Server(String url, String directUrl, String owner, String ownerPassword, String appPassword) {

    /** The role every request and follower works as: owns nothing, bypasses nothing. */
    public static final String APP_ROLE = "atelier_app";

    /** Without a pooler. */
    public Server(String url, String owner, String ownerPassword, String appPassword) {
        this(url, url, owner, ownerPassword, appPassword);
    }
}
