package app.atelier.platform.journal;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An entry a follower gave up on, as who looks after the installation sees it: whose, which, why and when.
 *
 * @param type null when the entry is gone
 */
public record ParkedEntry(String service, String follower, UUID organization, long seq, @Nullable String type, int attempts, String error,
        Instant parkedAt) {
}
