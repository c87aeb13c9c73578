package app.atelier.projects.tasks;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How much a task matters; stored by its ordinal, so new ones are added at the end only. */
public enum Priority {
    NONE, LOW, MEDIUM, HIGH, URGENT;

    private static final Priority[] ALL = values();

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the words that are known */
    @JsonCreator
    public static Priority of(String word) {
        for (var priority : ALL) {
            if (priority.word().equals(word)) {
                return priority;
            }
        }
        throw new IllegalArgumentException("must be one of none, low, medium, high, urgent");
    }

    public static Priority at(int ordinal) {
        return ALL[ordinal];
    }
}
