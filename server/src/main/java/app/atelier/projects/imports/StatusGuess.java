package app.atelier.projects.imports;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a column's name says about the work in it, in the languages seen most; unknown names mean "to do". */
final class StatusGuess {

    private static final Pattern DONE = Pattern.compile(
            "\\b(done|complete[d]?|finished|closed|resolved|shipped|released|published|archived?|won'?t (do|fix)|"
            + "cancell?ed|rejected|erledigt|fertig|abgeschlossen|terminé|hecho|feito|concluíd[oa]|fatto|klaar|zrobione)\\b",
            Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern DOING = Pattern.compile(
            "\\b(doing|in progress|progress|wip|this week|today|now|current|review|testing|test|qa|in arbeit|"
            + "in bearbeitung|en cours|en curso|em andamento|in corso|bezig|started|active)\\b",
            Pattern.UNICODE_CHARACTER_CLASS);

    private StatusGuess() {
    }

    static String category(String name) {
        var words = name.toLowerCase(Locale.ROOT);
        if (DONE.matcher(words).find()) {
            return "done";
        }
        return DOING.matcher(words).find() ? "doing" : "todo";
    }
}
