package app.atelier.projects.project;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a project is being worked on. */
public enum ProjectState {
    ACTIVE, ARCHIVED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the words that are known */
    @JsonCreator
    public static ProjectState of(String word) {
        return switch (word) {
            case "active" -> ACTIVE;
            case "archived" -> ARCHIVED;
            default -> throw new IllegalArgumentException("must be one of active, archived");
        };
    }
}
