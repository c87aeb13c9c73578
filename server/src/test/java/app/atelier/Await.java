package app.atelier;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what happens by itself, by looking again and again until a deadline. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_MILLIS = 20;

    private Await() {
    }

    /** The first value that satisfies; fails with the last value seen after 20 seconds. */
    public static <T> T until(Supplier<T> look, Predicate<T> enough) {
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            var seen = look.get();
            if (enough.test(seen)) {
                return seen;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Waited " + PATIENCE.toSeconds() + " seconds in vain; last seen: " + seen);
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
