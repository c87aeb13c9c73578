package app.atelier.auth.tokens;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whose an API token is. */
public enum TokenKind {
    /** A person's own; nobody else sees it. */
    PERSONAL('p'),
    /** The organization's, for its systems: all who manage access see it and may end it. */
    ORGANIZATION('o');

    private final char letter;

    TokenKind(char letter) {
        this.letter = letter;
    }

    /** What marks its tokens. */
    char letter() {
        return letter;
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TokenKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
