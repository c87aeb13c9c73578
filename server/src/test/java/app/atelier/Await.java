package app.atelier;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what happens by itself: looks again and again until it is there, and says what did not come. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MILLIS = 10;

    private Await() {
    }

    /** Fails after 30 seconds, telling what was awaited. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, condition::getAsBoolean, yes -> yes);
    }

    /** The first value that is not null. */
    public static <T> T value(String what, Supplier<T> look) {
        return until(what, look, value -> value != null);
    }

    /** The first value that satisfies; fails with the last value seen. */
    public static <T> T until(Supplier<T> look, Predicate<T> enough) {
        return until("a value that satisfies", look, enough);
    }

    private static <T> T until(String what, Supplier<T> look, Predicate<T> enough) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var seen = look.get();
            if (enough.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + PATIENCE.toSeconds() + " s: " + what + "; last seen: " + seen);
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
