package app.atelier.platform.web;

import org.jspecify.annotations.Nullable;

/** Texts as cells of a table that somebody opens in a spreadsheet. */
public final class Cells {

    private static final String FORMULA_STARTS = "=+-@\t\r\n\0";

    private Cells() {
    }

    /** One that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection). */
    public static @Nullable String plain(@Nullable String text) {
        return text != null && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
