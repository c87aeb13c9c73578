package app.atelier.platform.limits;

import java.time.Duration;

/** Keeps everybody to their share of something: a token bucket for each who. Never fails and never waits long. */
public interface Limits {

    /**
     * What one may have.
     *
     * @param name      what of, unique in the house: {@code person}, {@code guess}
     * @param atOnce    so many when nothing was taken for a while, 1 or more
     * @param perMinute so many come back, evenly, 1 or more
     */
    record Share(String name, long atOnce, long perMinute) {

        public Share {
            if (atOnce < 1 || perMinute < 1) {
                throw new IllegalArgumentException("A share of " + name + " must be 1 or more, at once and a minute");
            }
        }
    }

    /**
     * @param left   how many may be taken at once after this
     * @param retryAfter until the next may be taken; zero when this was granted
     */
    record Answer(boolean granted, long left, Duration retryAfter) {

        /** For {@code Retry-After}: whole seconds, at least one. */
        public long waitSeconds() {
            return Math.max(1, retryAfter.plusMillis(999).toSeconds());
        }
    }

    /** Takes one, if there is one. */
    Answer take(Share share, String who);
}
