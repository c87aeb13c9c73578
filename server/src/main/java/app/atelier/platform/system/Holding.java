package app.atelier.platform.system;

/**
 * A table in which a service keeps something of an organization.
 *
 * @param table of the service's schema, such as {@code task}
 * @param rows  how many rows are the organization's
 */
public record Holding(String service, String table, long rows) {
}
