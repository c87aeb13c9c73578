package app.atelier.platform.remote;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import app.atelier.platform.security.AccessTokenVerifier;
import app.atelier.platform.web.Problem;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public keys that {@code auth} publishes in another process (RFC 7517). Fetched at first need, again every five
 * minutes and for a key nobody here knows yet, but not more often than every five seconds, whatever is presented; while
 * {@code auth} is away, the keys known last go on for a day.
 */
final class RemoteKeys implements AccessTokenVerifier.Keys {

    private static final Logger log = LoggerFactory.getLogger(RemoteKeys.class);
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofSeconds(5);
    private static final Duration OUTAGE = Duration.ofDays(1);

    private final JWKSource<SecurityContext> source;
    private volatile boolean known;

    /** @param auth the addresses of the service's instances */
    RemoteKeys(List<URI> auth) {
        var http = new DefaultResourceRetriever((int) Duration.ofSeconds(2).toMillis(), (int) PATIENCE.toMillis(), 50 << 10);
        this.source = source(auth, http);
    }

    private static JWKSource<SecurityContext> source(List<URI> auth, DefaultResourceRetriever http) {
        try {
            var builder = JWKSourceBuilder.create(URI.create(auth.getFirst() + "/.well-known/jwks.json").toURL(), http)
                    .cache(FRESH.toMillis(), PATIENCE.multipliedBy(2).toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(SELDOM.toMillis())
                    .outageTolerant(OUTAGE.toMillis());
            return (auth.size() == 1 ? builder : builder.failover(source(auth.subList(1, auth.size()), http))).build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(auth.getFirst() + " is no address", e);
        }
    }

    @Override
    public @Nullable ECKey key(String id) {
        try {
            var keys = source.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).curve(Curve.P_256).build()), null);
            known = true;
            return keys.isEmpty() ? null : keys.getFirst().toECKey();
        } catch (KeySourceException e) {
            if (known) {
                log.debug("No look for the key {}: {}", id, e.getMessage());
                return null;
            }
            log.warn("The keys of auth cannot be read: {}", e.getMessage());
            throw new Problem.Unavailable("The service auth cannot be reached right now; try again in a moment.");
        }
    }
}
