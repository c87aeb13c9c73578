package app.atelier.auth.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.TokenBook;
import app.atelier.platform.security.TokenVerifier.Verified;
import app.atelier.users.UserAccess;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Answers who bears an API token, and notes that it was used. */
@Component
class IssuedTokens implements TokenBook {

    private static final Logger log = LoggerFactory.getLogger(IssuedTokens.class);
    /** A last use is told to the minute, so it is written no more often. */
    private static final Duration NOTED = Duration.ofMinutes(1);

    private final Db db;
    private final ApiTokenStore store;
    private final MachineKeys keys;
    private final UserAccess users;
    private final Cache<UUID, Instant> noted = Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(NOTED).build();

    IssuedTokens(Db db, ApiTokenStore store, MachineKeys keys, UserAccess users) {
        this.db = db;
        this.store = store;
        this.keys = keys;
        this.users = users;
    }

    @Override
    public Optional<Verified> bearer(String hash) {
        var place = keys.find(MachineKeys.Kind.TOKEN, Base64.getUrlDecoder().decode(hash)).orElse(null);
        if (place == null) {
            return Optional.empty();
        }
        var token = db.in(place.organization(), tx -> store.find(tx, place.subject())).orElse(null);
        if (token == null || !token.expiresAt().isAfter(Instant.now())) {
            return Optional.empty();
        }
        var membership = users.memberships(token.personId()).stream()
                .filter(m -> m.organizationId().equals(place.organization())).findFirst();
        membership.ifPresent(_ -> note(place));
        return membership.map(m -> new Verified(new Caller(m.personId(), m.organizationId(), m.role(), token.id(),
                m.permissions(), token.scopes()), token.expiresAt()));
    }

    /** Nobody waits for it, and nobody fails by it. */
    private void note(MachineKeys.Place place) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        if (noted.asMap().putIfAbsent(place.subject(), now) == null) {
            Thread.ofVirtual().name("token-used").start(() -> {
                try {
                    db.in(place.organization(), tx -> {
                        store.used(tx, place.subject(), now, now.minus(NOTED));
                        return null;
                    });
                } catch (RuntimeException e) {
                    log.warn("The last use of a token could not be noted: {}", String.valueOf(e));
                }
            });
        }
    }
}
