package app.atelier.platform.journal;

import java.time.Instant;

/** An entry a follower gave up on: which, after how many attempts, why and when. */
public record DeadLetter(String follower, long seq, int attempts, String error, Instant parkedAt) {
}
