package app.atelier.projects.project;

import java.util.List;

import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;

/** The limits of fields that come in a merge patch, which no annotation sees. */
public final class Limits {

    private Limits() {
    }

    /** A name: not blank, at most {@code max} characters, without spaces around it. */
    public static String name(String field, String value, int max) {
        var stripped = value.strip();
        if (stripped.isEmpty()) {
            throw new Problem.Invalid(field, "must not be empty");
        }
        return text(field, stripped, max);
    }

    /** A text of at most {@code max} characters; none is the empty one. */
    public static String text(String field, @Nullable String value, int max) {
        if (value == null) {
            return "";
        }
        if (value.length() > max) {
            throw new Problem.Invalid(field, "must have at most " + max + " characters");
        }
        if (value.indexOf('\0') >= 0) {
            throw new Problem.Invalid(field, "must not hold the character U+0000");
        }
        return value;
    }

    /** A list of at most {@code max} things, none of them null; no list is the empty one. */
    public static <T> List<T> list(String field, @Nullable List<T> value, int max) {
        if (value == null) {
            return List.of();
        }
        if (value.size() > max) {
            throw new Problem.Invalid(field, "must hold at most " + max);
        }
        for (var i = 0; i < value.size(); i++) {
            if (value.get(i) == null) {
                throw new Problem.Invalid(field + "[" + i + "]", "must not be null");
            }
        }
        return value;
    }

    /** A number between two others, or none. */
    public static @Nullable Integer number(String field, @Nullable Integer value, int min, int max) {
        if (value != null && (value < min || value > max)) {
            throw new Problem.Invalid(field, "must lie between " + min + " and " + max);
        }
        return value;
    }
}
