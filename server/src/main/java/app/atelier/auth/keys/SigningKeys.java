package app.atelier.auth.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;

import app.atelier.auth.keys.KeyRing.Key;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The key pairs that sign access tokens: ES256 (RFC 7518), the first made at first use. A new one is published ten
 * minutes before it signs and the old one until its tokens are dead, so that nobody meets a key they do not know.
 * Every instance looks twice a minute at what the others did.
 */
@Component
@EnableConfigurationProperties(KeyProperties.class)
public class SigningKeys {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    /** A key that is not known is looked up, but not for everybody who makes one up. */
    private static final Duration SELDOM = Duration.ofSeconds(5);

    private final Db db;
    private final KeyStore store;
    private final Duration rotation;
    private final AtomicLong lookedAt = new AtomicLong();
    private volatile KeyRing ring;

    SigningKeys(Db db, KeyStore store, KeyProperties properties) {
        this.db = db;
        this.store = store;
        this.rotation = properties.rotation();
        this.ring = db.shared(tx -> {
            store.lock(tx);
            var there = store.ring(tx);
            return there.signer(Instant.now()).isPresent() ? there : add(tx, Instant.now());
        });
    }

    ECKey current() {
        return ring.signer(Instant.now()).orElseThrow().pair();
    }

    /** What verifies our tokens, without what signs them (RFC 7517). */
    public JWKSet published() {
        return new JWKSet(ring.published(Instant.now()).stream().<JWK>map(k -> k.pair().toPublicJWK()).toList());
    }

    /** The public half of the key with this id; null when there is none. */
    @Nullable ECKey published(String id) {
        var key = ring.find(id, Instant.now());
        if (key == null && lookAgain()) {
            key = ring.find(id, Instant.now());
        }
        return key == null ? null : key.pair().toPublicJWK();
    }

    /** Only one of many who meet an unknown key looks, and not again for a while. */
    private boolean lookAgain() {
        var now = System.currentTimeMillis();
        var last = lookedAt.get();
        if (now - last < SELDOM.toMillis() || !lookedAt.compareAndSet(last, now)) {
            return false;
        }
        ring = db.shared(store::ring);
        return true;
    }

    /**
     * Publishes another key, which signs from {@code lead} on. Where one waits for its time already, that one is told
     * again.
     *
     * @return from when on it signs
     */
    Instant rotate(Duration lead) {
        var now = Instant.now();
        var after = db.shared(tx -> {
            store.lock(tx);
            var before = store.ring(tx);
            return before.next(now).isPresent() ? before : add(tx, now.plus(lead));
        });
        ring = after;
        return after.next(now).or(() -> after.signer(Instant.now())).orElseThrow().signsFrom();
    }

    /** The same with the time that every process needs to learn of it. */
    public Instant rotate() {
        var signsFrom = rotate(KeyRing.LEAD);
        log.info("A new key is published; it signs access tokens from {} on", signsFrom);
        return signsFrom;
    }

    /** Sees what other instances did, makes the next key when it is time, and forgets the dead. */
    @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
    void look() {
        try {
            look(Instant.now());
        } catch (DataAccessException e) {
            log.debug("The signing keys cannot be read now; those known go on", e);
        }
    }

    void look(Instant now) {
        var seen = db.shared(store::ring);
        if (seen.due(now, rotation) || !seen.dead(now).isEmpty()) {
            seen = db.shared(tx -> {
                store.lock(tx);
                var locked = store.ring(tx);
                store.delete(tx, locked.dead(now));
                return locked.due(now, rotation) ? add(tx, now.plus(KeyRing.LEAD)) : store.ring(tx);
            });
        }
        ring = seen;
    }

    private KeyRing add(Tx tx, Instant signsFrom) {
        try {
            var pair = new ECKeyGenerator(Curve.P_256).keyID(Ids.next().toString()).keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256).issueTime(new Date()).generate();
            store.insert(tx, new Key(pair, signsFrom.truncatedTo(ChronoUnit.MICROS)));
            return store.ring(tx);
        } catch (JOSEException e) {
            throw new IllegalStateException("No signing key can be made", e);
        }
    }
}
