package app.atelier.projects.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a status means, whatever a team calls it. A task in a {@link #DONE} status is complete. */
public enum StatusCategory {
    TODO, DOING, DONE;

    @JsonValue
    public String word() {
        return switch (this) {
            case TODO -> "todo";
            case DOING -> "doing";
            case DONE -> "done";
        };
    }

    /** @throws IllegalArgumentException naming the words that are known */
    @JsonCreator
    public static StatusCategory of(String word) {
        return switch (word) {
            case "todo" -> TODO;
            case "doing" -> DOING;
            case "done" -> DONE;
            default -> throw new IllegalArgumentException("must be one of todo, doing, done");
        };
    }
}
