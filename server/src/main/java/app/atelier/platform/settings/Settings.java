package app.atelier.platform.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every setting of every service. The list is written by Spring's annotation processor at compile time from the
 * {@code @ConfigurationProperties} classes, so that a new one is known without being named a second time.
 */
public final class Settings {

    private static final String PREFIX = "atelier.";
    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    private final List<Setting> all;
    private final Map<String, String> groups;

    private Settings(List<Setting> all, Map<String, String> groups) {
        this.all = all;
        this.groups = groups;
    }

    private static final class Known {
        private static final Settings SETTINGS = read();
    }

    public static Settings known() {
        return Known.SETTINGS;
    }

    public List<Setting> all() {
        return all;
    }

    /**
     * The environment to read settings from. A name with an empty value counts as not set, because that is how
     * Compose and Kubernetes pass on what somebody left out.
     *
     * @param variables the process's environment variables
     * @param settings  Spring properties that the variables replace
     */
    public static ConfigurableEnvironment environment(Map<String, String> variables, Map<String, String> settings) {
        var environment = new StandardEnvironment();
        var sources = environment.getPropertySources();
        sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables(variables));
        sources.addLast(new MapPropertySource("settings", Map.copyOf(settings)));
        return environment;
    }

    /** Environment variables without the empty ones. */
    public static SystemEnvironmentPropertySource variables(Map<String, String> variables) {
        var set = new HashMap<String, Object>();
        variables.forEach((name, value) -> {
            if (!value.isBlank()) {
                set.put(name, value);
            }
        });
        return new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, set);
    }

    /**
     * Reads every setting, also those of services that do not run here: half a configuration is an error before
     * somebody needs it.
     *
     * @throws app.atelier.platform.Refusal naming the setting that is wrong, and what it must be
     */
    public void requireUsable(ConfigurableEnvironment environment) {
        var binder = Binder.get(environment);
        groups.forEach((prefix, type) -> {
            try {
                binder.bindOrCreate(prefix, classOf(type));
            } catch (BindException e) {
                throw new WrongValue(all).refusal(e);
            }
        });
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The list of settings is of another build than the program", e);
        }
    }

    private static Settings read() {
        try (var in = Settings.class.getResourceAsStream(METADATA)) {
            if (in == null) {
                throw new IllegalStateException(METADATA + " is missing; build with ./mvnw, which writes it");
            }
            return of(JsonMapper.builder().build().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Settings of(JsonNode metadata) {
        var all = new ArrayList<Setting>();
        for (var property : metadata.get("properties")) {
            var name = property.get("name").asString();
            if (name.startsWith(PREFIX)) {
                all.add(new Setting(name, property.path("type").asString("java.lang.String")));
            }
        }
        var groups = new HashMap<String, String>();
        for (var group : metadata.get("groups")) {
            var type = group.path("type").asString("");
            // A record within another is a group, too, and bound with the one around it.
            if ((group.get("name").asString() + ".").startsWith(PREFIX) && type.equals(group.path("sourceType").asString())
                    && classOf(type).isAnnotationPresent(ConfigurationProperties.class)) {
                groups.put(group.get("name").asString(), type);
            }
        }
        return new Settings(List.copyOf(all), Map.copyOf(groups));
    }
}
