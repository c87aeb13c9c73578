package app.atelier.platform.journal;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How a follower stands, across all organizations.
 *
 * @param organizations in how many there is news it has not looked at
 * @param lag           how many entries that is
 * @param oldest        when the oldest entry it wants and has not taken was written; null when there is none
 * @param waiting       entries that failed and will be tried again
 * @param parked        entries it gave up on
 */
public record FollowerState(String service, String follower, int organizations, long lag, @Nullable Instant oldest,
        int waiting, int parked) {
}
