package app.atelier.platform.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads a migration for what an instance of the release before, still serving, would not survive: something it uses
 * is gone or changed, something it inserts is refused, a table is locked for long.
 */
final class AdditiveMigrations {

    private static final Pattern BODY = Pattern.compile("(\\$[a-z_]*\\$).*?\\1", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern MADE = Pattern.compile("create (?:unlogged )?table (?:if not exists )?([a-z_.]+)");
    private static final Pattern ALTERED = Pattern.compile("^alter table (?:if exists )?(?:only )?([a-z_.]+)");
    private static final Pattern INDEXED = Pattern.compile("^create (?:unique )?index .* on (?:only )?([a-z_.]+)");

    private AdditiveMigrations() {
    }

    /** The statements that break the rule, each with the reason. */
    static List<String> broken(String sql) {
        var plain = COMMENT.matcher(BODY.matcher(sql.toLowerCase(Locale.ROOT)).replaceAll("''")).replaceAll(" ").replaceAll("'(?:[^']|'')*'", "''");
        var made = MADE.matcher(plain.replaceAll("\\s+", " ")).results().map(found -> found.group(1)).toList();
        var broken = new ArrayList<String>();
        for (var part : plain.split(";")) {
            var statement = part.strip().replaceAll("\\s+", " ");
            var reason = reason(statement, made);
            if (reason != null) {
                broken.add(reason + ": " + statement);
            }
        }
        return broken;
    }

    private static String reason(String statement, List<String> made) {
        if (statement.matches("(drop|truncate) (?!index|policy|trigger).*")) {
            return "the release before may use it";
        }
        var index = INDEXED.matcher(statement);
        if (index.find() && !made.contains(index.group(1)) && !statement.contains(" concurrently ")) {
            return "nobody writes meanwhile; create it concurrently, in a migration of its own";
        }
        var altered = ALTERED.matcher(statement);
        if (!altered.find() || made.contains(altered.group(1))) {
            return null;
        }
        if (statement.matches(".* rename (to|column|constraint)? ?.*") || statement.matches(".* drop (?!not null|default|constraint).*")) {
            return "the release before may use it";
        }
        if (statement.matches(".* (set data )?type .*")) {
            return "the table is written anew under a lock";
        }
        if (statement.contains("set not null") || statement.matches(".* add (column )?.* not null.*") && !statement.contains(" default ")) {
            return "what the release before inserts is refused";
        }
        if (statement.matches(".* add (constraint|check|foreign|unique|primary).*") && !statement.contains("not valid")
                && !statement.contains("using index")) {
            return "all rows are checked under a lock; add it not valid and validate it in the next migration";
        }
        return null;
    }
}
