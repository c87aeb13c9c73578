package app.atelier.projects.imports;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of files that can become a project. */
public enum ImportFormat {

    TRELLO("trello", "a Trello board as JSON (Print, export and share → Export as JSON)"),
    JIRA_CSV("jira-csv", "Jira issues as CSV (Export → CSV, all fields), or a list with at least a column Summary"),
    JIRA_JSON("jira-json", "Jira issues as its REST API gives them (a search result or an array of issues)");

    private final String word;
    private final String description;

    ImportFormat(String word, String description) {
        this.word = word;
        this.description = description;
    }

    /** As in the API and on the command line. */
    public String word() {
        return word;
    }

    public String description() {
        return description;
    }

    public static Optional<ImportFormat> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
    }

    /** All of them, for a message that says what would have been understood. */
    static String known() {
        return Arrays.stream(values()).map(ImportFormat::description).collect(Collectors.joining("; "));
    }
}
