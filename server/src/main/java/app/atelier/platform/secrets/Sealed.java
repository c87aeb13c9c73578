package app.atelier.platform.secrets;

/**
 * A column whose values {@link SecretBox#seal} sealed. Each room that has one tells it as a bean, so that its values
 * are sealed anew when the data key changes. The column is {@code bytea}, and the login role may update it.
 *
 * @param table   with its schema, such as {@code files.file}
 * @param key     the column of its key, beside {@code organization_id} where it is a tenant's table
 * @param column  holds the sealed value
 * @param context what the value is sealed for, in SQL, such as {@code 'auth.signing_key/' || id}
 * @param tenant  whether it is a tenant's table
 */
public record Sealed(String table, String key, String column, String context, boolean tenant) {

    /** As the progress names it. */
    String place() {
        return table + "." + column;
    }
}
