package app.atelier.platform.system;

import java.time.Instant;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Work that a service does in the background. It tells how much there is and how it goes, never whose it is: who looks
 * after an installation need not read in it.
 *
 * @param name     what it is, for a person: {@code Mail queue}, {@code Backup}
 * @param detail   one sentence: how much waits, what went wrong, what it did last
 * @param progress 0 to 1; null where it cannot be told
 * @param at       when this was so, or when it last did something; null when it never did
 */
public record Job(String service, String name, State state, String detail, @Nullable Double progress, @Nullable Instant at) {

    /** How it stands. */
    public enum State {
        /** There is nothing to do. */
        IDLE,
        RUNNING,
        /** It needs somebody. */
        FAILED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
