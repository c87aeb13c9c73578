package app.atelier.platform.journal;

import java.time.Instant;
import java.util.UUID;

/** An entry a follower gave up on, as who looks after the installation sees it: whose, which, why and when. */
public record ParkedEntry(String service, String follower, UUID organization, long seq, int attempts, String error,
        Instant parkedAt) {
}
