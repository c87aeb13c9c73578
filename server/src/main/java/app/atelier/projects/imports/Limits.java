package app.atelier.projects.imports;

/** How much one file may create, and how long its words may be: the same as the API accepts one by one. */
final class Limits {

    static final int TASKS = 20_000;
    static final int STATUSES = 50;
    static final int LABELS = 500;
    static final int COMMENTS = 100_000;
    static final int CHECKLIST = 500;

    static final int PROJECT_NAME = 100;
    static final int STATUS_NAME = 60;
    static final int LABEL_NAME = 60;
    static final int MILESTONE_NAME = 100;
    static final int TITLE = 300;
    static final int DESCRIPTION = 100_000;
    static final int CHECK_ITEM = 500;
    static final int COMMENT = 20_000;
    static final int PERSON = 200;

    private Limits() {
    }

    /** At most {@code limit} characters of a single-line text, without control characters (NUL breaks databases). */
    static String line(String text, int limit) {
        return cut(text.replaceAll("[\\p{Cntrl}]+", " ").strip(), limit);
    }

    /** At most {@code limit} characters of a text with several lines. */
    static String text(String text, int limit) {
        return cut(text.replace("\r\n", "\n").replace('\r', '\n')
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "").strip(), limit);
    }

    /** Cuts between characters, never inside a surrogate pair. */
    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}
