package app.atelier.projects.project;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The short name that begins the keys of a project's tasks, such as {@code HBR} in {@code HBR-12}. */
public final class ProjectKey {

    public static final String RULE = "[A-Z][A-Z0-9]{1,9}";
    public static final String RULE_TEXT = "must be 2 to 10 capital letters and digits, beginning with a letter";

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_WORD = Pattern.compile("[^A-Z0-9]+");
    private static final int WISHED_LENGTH = 3;

    private ProjectKey() {
    }

    /**
     * A free key for a name: the initials of several words, else the first letters, then with a number.
     *
     * @param taken whether a key is in use already
     */
    public static String suggest(String name, Predicate<String> taken) {
        var base = base(name);
        if (!taken.test(base)) {
            return base;
        }
        for (var n = 2; ; n++) {
            var numbered = base.substring(0, Math.min(base.length(), 10 - String.valueOf(n).length())) + n;
            if (!taken.test(numbered)) {
                return numbered;
            }
        }
    }

    private static String base(String name) {
        var plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("").toUpperCase(Locale.ROOT);
        var words = NOT_WORD.matcher(plain).replaceAll(" ").strip().replaceFirst("^[0-9 ]+", "").split(" ");
        var key = new StringBuilder();
        if (words.length > 1) {
            for (var word : words) {
                if (!word.isEmpty() && key.length() < WISHED_LENGTH + 1) {
                    key.append(word.charAt(0));
                }
            }
        }
        if (key.length() < 2) {
            key.setLength(0);
            key.append(words[0], 0, Math.min(words[0].length(), WISHED_LENGTH));
        }
        return key.length() < 2 ? "PRJ" : key.toString();
    }
}
