package app.atelier.platform.db;

/**
 * A running PostgreSQL and how to enter it.
 *
 * @param url           JDBC URL of Atelier's database, perhaps of a pooler before it
 * @param directUrl     JDBC URL past the pooler, for migrations and {@code LISTEN}
 * @param owner         the role that owns the schemas
 * @param ownerPassword its password
 * @param role          the login role of this process
 * @param appPassword   the password that role gets and uses
 */
public record Server(String url, String directUrl, String owner, String ownerPassword, String role, String appPassword) {

    /** The role every request and follower works as, where no other is named: owns nothing, bypasses nothing. */
    public static final String APP_ROLE = "atelier_app";

    /** Without a pooler, as {@link #APP_ROLE}. */
    public Server(String url, String owner, String ownerPassword, String appPassword) {
        this(url, url, owner, ownerPassword, APP_ROLE, appPassword);
    }

    /** The login role of a process that runs this schema's service alone. */
    public static String roleOf(String schema) {
        return "atelier_" + schema;
    }

    /** The same for a process with another login role. */
    public Server as(String another) {
        return new Server(url, directUrl, owner, ownerPassword, another, appPassword);
    }
}
