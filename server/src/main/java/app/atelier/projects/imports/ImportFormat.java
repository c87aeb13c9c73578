package app.atelier.projects.imports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What can be imported. */
public enum ImportFormat {
    TRELLO("trello"), JIRA_CSV("jira-csv"), JIRA_JSON("jira-json");

    private final String word;

    ImportFormat(String word) {
        this.word = word;
    }

    @JsonValue
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException naming the words that are known */
    @JsonCreator
    public static ImportFormat of(String word) {
        for (var format : values()) {
            if (format.word.equals(word)) {
                return format;
            }
        }
        throw new IllegalArgumentException("must be one of auto, trello, jira-csv, jira-json");
    }
}
