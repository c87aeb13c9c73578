package app.atelier.gateway.webhooks;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One message to one webhook, and what became of it.
 *
 * @param id             the message's own, the same at every attempt: {@code webhook-id}
 * @param seq            the journal entry it tells; null for a ping
 * @param request        the body as it is sent
 * @param status         what the other side answered last; null when nothing
 * @param answer         the beginning of that answer
 * @param error          why there was no answer
 * @param durationMillis how long the last attempt took
 */
public record Delivery(UUID id, UUID webhookId, @Nullable Long seq, String type, String request, State state, int attempts,
        @Nullable Integer status, @Nullable String answer, @Nullable String error, @Nullable Integer durationMillis,
        @Nullable Instant attemptedAt, @Nullable Instant nextAttemptAt, Instant createdAt) {

    /** How it stands. */
    public enum State {
        /** It waits for its first attempt or another one. */
        QUEUED,
        DELIVERED,
        /** Nobody tries any more. */
        FAILED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException for a word that names none */
        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
