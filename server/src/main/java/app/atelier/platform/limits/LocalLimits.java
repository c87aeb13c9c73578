package app.atelier.platform.limits;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

/** Shares of this process alone. */
public final class LocalLimits implements Limits {

    private static final int MOST = 200_000;
    /** A bucket nobody touched for so long is full again, unless it takes longer than that to fill. */
    private static final Duration KEPT = Duration.ofMinutes(15);

    private record Key(String name, String who) {
    }

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT).build();

    @Override
    public Answer take(Share share, String who) {
        var probe = buckets.get(new Key(share.name(), who), _ -> bucket(share)).tryConsumeAndReturnRemaining(1);
        return new Answer(probe.isConsumed(), probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static Bucket bucket(Share share) {
        return Bucket.builder().addLimit(l -> l.capacity(share.atOnce())
                .refillGreedy(share.perMinute(), Duration.ofMinutes(1))).build();
    }
}
