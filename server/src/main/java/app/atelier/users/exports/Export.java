package app.atelier.users.exports;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * An export, under way or ended.
 *
 * @param done    rows and files written
 * @param total   of how many
 * @param size    of the file, in bytes; null until it is done
 * @param problem why it failed, in a sentence
 * @param beatAt  when it last went on
 */
record Export(UUID id, State state, long done, long total, @Nullable Long size, @JsonIgnore byte @Nullable [] dataKey,
        @Nullable String problem, UUID createdBy, Instant createdAt, @JsonIgnore Instant beatAt) {

    static final Duration KEPT = Duration.ofDays(7);
    private static final Duration SILENCE = Duration.ofMinutes(2);

    /** How it stands. */
    enum State {
        RUNNING, DONE, FAILED, CANCELLED;

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Until when its file is kept. */
    @JsonProperty
    public Instant expiresAt() {
        return createdAt.plus(KEPT);
    }

    /** Where the file is; not under the organization, where the files service looks after its own. */
    String blob() {
        return "exports/" + id;
    }

    /** As it is at this moment: one of which nothing was heard has died with its server. */
    Export at(Instant now) {
        return state == State.RUNNING && beatAt.isBefore(now.minus(SILENCE))
                ? new Export(id, State.FAILED, done, total, null, null, "The server stopped during the export. Start it again.", createdBy, createdAt, beatAt)
                : this;
    }

    boolean isThere(Instant now) {
        return state == State.DONE && expiresAt().isAfter(now);
    }
}
