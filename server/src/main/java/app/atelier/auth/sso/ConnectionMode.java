package app.atelier.auth.sso;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether people of a connection's domains may also sign in otherwise. */
enum ConnectionMode {
    OPTIONAL,
    /** Owners still may: somebody must get in when the provider does not work. */
    FORCED;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for a word that names no mode */
    @JsonCreator
    static ConnectionMode of(String word) {
        for (var mode : values()) {
            if (mode.word().equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("'" + word + "' is no mode; it is optional or forced");
    }
}
