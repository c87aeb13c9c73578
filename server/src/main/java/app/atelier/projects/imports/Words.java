package app.atelier.projects.imports;

import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.Priority;

/** What the words of other systems mean here. */
final class Words {

    private static final Pattern DONE = Pattern.compile(
            "\\b(done|complete|completed|closed|finished|resolved|shipped|released|live|archived?|fertig|erledigt|won'?t (do|fix)|cancell?ed)\\b");
    private static final Pattern DOING = Pattern.compile(
            "\\b(doing|progress|working|wip|active|started|review|testing|qa|this week|today|in arbeit|blocked)\\b");

    private Words() {
    }

    /** Guesses from the name a team gave a column. */
    static StatusCategory category(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (DONE.matcher(lower).find()) {
            return StatusCategory.DONE;
        }
        return DOING.matcher(lower).find() ? StatusCategory.DOING : StatusCategory.TODO;
    }

    /** Jira's own three categories, by name or key; null when it is none of them. */
    static @Nullable StatusCategory jiraCategory(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "to do", "new", "todo" -> StatusCategory.TODO;
            case "in progress", "indeterminate" -> StatusCategory.DOING;
            case "done" -> StatusCategory.DONE;
            default -> null;
        };
    }

    /** Jira's two schemes of five, by rank. */
    static Priority priority(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "highest", "blocker", "urgent" -> Priority.URGENT;
            case "high", "critical" -> Priority.HIGH;
            case "medium", "major", "normal" -> Priority.MEDIUM;
            case "low", "lowest", "minor", "trivial" -> Priority.LOW;
            default -> Priority.NONE;
        };
    }

    /** Whether an issue type says more than "something to do": such types become labels. */
    static boolean isTelling(String issueType) {
        return switch (issueType.strip().toLowerCase(Locale.ROOT)) {
            case "", "task", "sub-task", "subtask" -> false;
            default -> true;
        };
    }

    static String link(String name, String url) {
        var label = name.isBlank() ? url : name;
        return "[" + label.replace("[", "\\[").replace("]", "\\]") + "](<" + url.replace(">", "%3E").replace("\n", "") + ">)";
    }
}
