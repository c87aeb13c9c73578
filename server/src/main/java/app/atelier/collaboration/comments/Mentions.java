package app.atelier.collaboration.comments;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds who is called by {@code @username} in Markdown, outside code. */
final class Mentions {

    /** As usernames are made: not within a word or an address. */
    private static final Pattern CALL = Pattern.compile("(?<![\\p{L}\\p{N}_@./-])@([\\p{L}\\p{N}](?:[\\p{L}\\p{N}._-]{0,48}[\\p{L}\\p{N}])?)");
    private static final Pattern CODE = Pattern.compile("(?s)```.*?(?:```|\\z)|`[^`\\n]*`");
    private static final int MOST = 50;

    private Mentions() {
    }

    /** The usernames, in lower case, in the order in which they are called; at most 50. */
    static Set<String> in(String markdown) {
        var names = new LinkedHashSet<String>();
        var calls = CALL.matcher(CODE.matcher(markdown).replaceAll(" "));
        while (calls.find() && names.size() < MOST) {
            names.add(calls.group(1).toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
