package app.atelier.auth.passwords;

import java.time.Duration;
import java.time.Instant;

import app.atelier.platform.limits.Limits;
import app.atelier.platform.limits.Limits.Share;
import app.atelier.platform.web.Problem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps guessers of passwords waiting: never more than ten are tried a minute for one account, whether it exists or not.
 * A device somebody signed in with before has a share of its own, so that strangers who guess do not lock out the owner.
 * An address that fails too often, at whichever accounts, rests for a while.
 */
@Component
public class Guesses {

    private static final Share ACCOUNT = new Share("guess", 8, 2);
    private static final Share DEVICE = new Share("guess-device", 8, 2);
    /** Offices share an address, and people mistype. */
    private static final Share FAILURES = new Share("guess-address", 50, 50);
    private static final int MOST_ADDRESSES = 100_000;

    private final Limits limits;
    private final Cache<String, Instant> resting = Caffeine.newBuilder().maximumSize(MOST_ADDRESSES)
            .expireAfterWrite(Duration.ofMinutes(1)).build();

    Guesses(Limits limits) {
        this.limits = limits;
    }

    /**
     * To be called before a guess is tried.
     *
     * @param account     who is meant, in one way of writing
     * @param knownDevice what names the device to us, if the account signed in with it before
     * @param address     from where
     * @throws Problem.TooMany when it has to wait
     */
    public void require(String account, @Nullable String knownDevice, @Nullable String address) {
        var answer = knownDevice == null ? limits.take(ACCOUNT, account) : limits.take(DEVICE, account + " " + knownDevice);
        if (!answer.granted()) {
            throw new Problem.TooMany(answer.waitSeconds());
        }
        var until = knownDevice != null || address == null ? null : resting.getIfPresent(address);
        if (until != null && until.isAfter(Instant.now())) {
            throw new Problem.TooMany(Math.max(1, Duration.between(Instant.now(), until).toSeconds()));
        }
    }

    /** To be called after a guess was wrong. */
    public void failed(@Nullable String address) {
        if (address != null) {
            var answer = limits.take(FAILURES, address);
            if (!answer.granted()) {
                resting.put(address, Instant.now().plus(answer.retryAfter()));
            }
        }
    }
}
