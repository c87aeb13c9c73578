package app.atelier.auth.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.nimbusds.jose.jwk.ECKey;
import org.jspecify.annotations.Nullable;

/**
 * Signing keys that overlap. The newest whose time has come signs; a key is known before it signs, and afterwards for
 * as long as what it signed may live.
 */
record KeyRing(List<Key> keys) {

    /** How long a key is known before it signs: longer than anybody keeps a key set without asking again. */
    static final Duration LEAD = Duration.ofMinutes(10);
    /** How long it is known after its last signature: a token's life, clocks that differ, instances that look late. */
    static final Duration AFTERLIFE = AccessTokens.GOOD_FOR.plusMinutes(5);

    /** @param signsFrom from when on it signs, until the next one does */
    record Key(ECKey pair, Instant signsFrom) {

        String id() {
            return pair.getKeyID();
        }
    }

    KeyRing {
        keys = keys.stream().sorted(Comparator.comparing(Key::signsFrom).thenComparing(Key::id)).toList();
    }

    /** The one that signs at this moment. */
    Optional<Key> signer(Instant now) {
        return keys.stream().filter(k -> !k.signsFrom().isAfter(now)).reduce((_, later) -> later);
    }

    /** The one whose time is still to come. */
    Optional<Key> next(Instant now) {
        return keys.stream().filter(k -> k.signsFrom().isAfter(now)).findFirst();
    }

    /** Those that may have signed what is still good, and the one to come. */
    List<Key> published(Instant now) {
        return keys.stream().filter(k -> !dead(k, now)).toList();
    }

    /** Those whose last token has died. */
    List<Key> dead(Instant now) {
        return keys.stream().filter(k -> dead(k, now)).toList();
    }

    @Nullable Key find(String id, Instant now) {
        return keys.stream().filter(k -> k.id().equals(id) && !dead(k, now)).findFirst().orElse(null);
    }

    /** Whether it is time for another one. */
    boolean due(Instant now, Duration rotation) {
        return next(now).isEmpty() && signer(now).map(k -> !k.signsFrom().plus(rotation).isAfter(now)).orElse(true);
    }

    private boolean dead(Key key, Instant now) {
        var successor = keys.indexOf(key) + 1;
        return successor < keys.size() && !keys.get(successor).signsFrom().plus(AFTERLIFE).isAfter(now);
    }
}
