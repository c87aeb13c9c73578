package app.atelier.notifications.notices;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Whom an entry concerns, and in what words.
 *
 * @param projectId whose task it is about, which its readers must be allowed to see; null for what is no project's
 * @param body      may be empty
 */
record Telling(NoticeType type, Set<UUID> people, @Nullable UUID projectId, String title, String body, String link) {

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_BODY = 300;

    Telling {
        title = cut(title, LONGEST_TITLE);
        body = cut(body.strip(), LONGEST_BODY);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }

    /** Those of {@code people} not among {@code but}, and never who did it. */
    static Set<UUID> others(Collection<UUID> people, Collection<UUID> but, @Nullable UUID actor) {
        var others = new LinkedHashSet<>(people);
        others.removeAll(but);
        others.remove(actor);
        return others;
    }
}
