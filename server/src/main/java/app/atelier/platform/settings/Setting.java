package app.atelier.platform.settings;

import java.util.Locale;

/**
 * One setting of a {@code @ConfigurationProperties} class.
 *
 * @param property as Spring knows it: {@code atelier.db.pool-size}
 * @param type     name of its Java class
 */
public record Setting(String property, String type) {

    /** The environment's name for a property: {@code ATELIER_DB_POOL_SIZE}. */
    public static String nameOf(String property) {
        return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    public String name() {
        return nameOf(property);
    }

    /** Whether its value must not be shown. */
    public boolean secret() {
        return name().matches(".*(PASSWORD|SECRET|KEY|TOKEN).*");
    }
}
