package app.atelier.platform.issuer;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;

/**
 * An issuer's public keys (RFC 7517): kept for five minutes, asked for again when a token names one that is not among
 * them, though not more often than every five seconds, and good for a day while the issuer is away. Which algorithms
 * count is our list and never the token's; a key comes from the issuer's own set and nowhere else, whatever
 * {@code jku}, {@code x5u} or {@code jwk} a token carries.
 */
public final class IssuerKeys {

    /** Public-key signatures only: with HS256 an issuer's public key would be a secret everybody knows. */
    public static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.PS256,
            JWSAlgorithm.EdDSA);

    /** Their names, for people. */
    public static List<String> names() {
        return ALGORITHMS.stream().map(JWSAlgorithm::getName).toList();
    }

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration SELDOM = Duration.ofSeconds(5);
    private static final Duration OUTAGE = Duration.ofDays(1);
    private static final int SMALLEST_RSA = 2048;

    private final JWKSource<SecurityContext> source;

    public IssuerKeys(URI address, IssuerHttp http) {
        try {
            source = JWKSourceBuilder.create(address.toURL(), http)
                    .cache(FRESH.toMillis(), Duration.ofSeconds(10).toMillis())
                    .refreshAheadCache(false)
                    .rateLimited(SELDOM.toMillis())
                    .outageTolerant(OUTAGE.toMillis())
                    .build();
        } catch (MalformedURLException e) {
            throw new IssuerFailure("'" + address + "' is no address of keys.");
        }
    }

    /**
     * Whether the issuer signed this.
     *
     * @throws IssuerFailure when its keys cannot be read
     */
    public boolean signed(SignedJWT token) {
        var header = token.getHeader();
        if (!ALGORITHMS.contains(header.getAlgorithm())) {
            return false;
        }
        try {
            for (var key : source.get(new JWKSelector(matcher(token)), null)) {
                if (token.verify(verifier(key))) {
                    return true;
                }
            }
            return false;
        } catch (RemoteKeySourceException e) {
            throw new IssuerFailure("The issuer's keys cannot be read: " + e.getMessage());
        } catch (JOSEException | IllegalArgumentException e) {
            return false;
        }
    }

    private static JWKMatcher matcher(SignedJWT token) {
        return JWKMatcher.forJWSHeader(token.getHeader());
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa when rsa.size() >= SMALLEST_RSA -> new RSASSAVerifier(rsa.toPublicJWK());
            case ECKey ec -> new ECDSAVerifier(ec.toPublicJWK());
            case OctetKeyPair okp -> new Ed25519Verifier(okp.toPublicJWK());
            default -> throw new JOSEException("A key of this kind or size proves nothing");
        };
    }

    /** How many of the issuer's keys can verify what we accept. */
    public int usable() {
        try {
            return source.get(new JWKSelector(new JWKMatcher.Builder()
                    .keyTypes(KeyType.RSA, KeyType.EC, KeyType.OKP)
                    .build()), null).size();
        } catch (KeySourceException e) {
            throw new IssuerFailure("The issuer's keys cannot be read: " + e.getMessage());
        }
    }
}
