package app.atelier.projects.project;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Collects which fields of something changed, with their values before and after, named as in the API. */
public final class Changes {

    private final Map<String, @Nullable Object> before = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> after = new LinkedHashMap<>();

    /** Notes the field when its values differ. */
    public Changes field(String name, @Nullable Object old, @Nullable Object now) {
        if (!Objects.equals(old, now)) {
            before.put(name, old);
            after.put(name, now);
        }
        return this;
    }

    /** Notes a value that comes along whenever something else changed. */
    public Changes along(String name, @Nullable Object now) {
        if (!after.isEmpty()) {
            after.put(name, now);
        }
        return this;
    }

    public boolean isEmpty() {
        return after.isEmpty();
    }

    public boolean has(String name) {
        return after.containsKey(name);
    }

    public Map<String, @Nullable Object> before() {
        return before;
    }

    public Map<String, @Nullable Object> after() {
        return after;
    }
}
