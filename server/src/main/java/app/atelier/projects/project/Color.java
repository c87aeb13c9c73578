package app.atelier.projects.project;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The palette of projects and labels; the client decides what each looks like in light and dark. */
public enum Color {
    GRAY, RED, ORANGE, AMBER, GREEN, TEAL, BLUE, INDIGO, VIOLET, PINK;

    private static final String KNOWN =
            Arrays.stream(values()).map(Color::word).collect(Collectors.joining(", "));

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the words that are known */
    @JsonCreator
    public static Color of(String word) {
        for (var color : values()) {
            if (color.word().equals(word)) {
                return color;
            }
        }
        throw new IllegalArgumentException("must be one of " + KNOWN);
    }

    /** A colour for things made in a row, so that neighbours differ. */
    public static Color at(int index) {
        return values()[1 + Math.floorMod(index * 4, values().length - 1)];
    }
}
