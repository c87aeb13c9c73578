package app.atelier.gateway.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a delivery that failed is tried again: after 5 s, then four times as long each time up to 6 h, for three days. */
final class Backoff {

    static final Duration PATIENCE = Duration.ofDays(3);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int FACTOR = 4;
    /** So that what failed together does not come back together. */
    private static final double SPREAD = 0.2;

    private Backoff() {
    }

    /**
     * The next attempt; none when the three days are over.
     *
     * @param attempts how many there were, at least 1
     * @param random   0 to 1
     */
    static Optional<Instant> next(Instant queuedAt, int attempts, Instant now, double random) {
        var wait = FIRST.toMillis() * Math.pow(FACTOR, Math.min(attempts, 20) - 1);
        var spread = Math.min(wait, LONGEST.toMillis()) * (1 - SPREAD + 2 * SPREAD * random);
        var next = now.plusMillis((long) spread);
        return next.isBefore(queuedAt.plus(PATIENCE)) ? Optional.of(next) : Optional.empty();
    }
}
