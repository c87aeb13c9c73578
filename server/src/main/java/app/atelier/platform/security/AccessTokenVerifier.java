package app.atelier.platform.security;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

/**
 * Proves access tokens: JWTs of profile {@code at+jwt} (RFC 9068), signed with ES256. Algorithm, type and key are fixed
 * by us and never taken from the token; a proven token is remembered for a minute, because its signature costs more
 * than the rest of a small request.
 */
public final class AccessTokenVerifier implements TokenVerifier {

    public static final String ISSUER = "atelier";
    public static final String AUDIENCE = "atelier";
    public static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    /** What a custom role gives; without it the role's name says everything. */
    public static final String PERMISSIONS = "permissions";
    /** The milliseconds of {@code iat}'s second, so that a token made right after a revocation is not taken for one before. */
    public static final String ISSUED_MILLIS = "iat_ms";
    /** What the token lets its bearer do at most; without it all they may. */
    public static final String SCOPE = "scope";

    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Set<String> CLAIMS = Set.of("iss", "aud", "sub", "org", "role", "sid", "iat", "exp");
    private static final int LONGEST = 2_048;

    /** Where the public keys come from. */
    @FunctionalInterface
    public interface Keys {

        /**
         * The key with this id; null when there is none.
         *
         * @throws app.atelier.platform.web.Problem.Unavailable while no keys are known at all
         */
        @Nullable ECKey key(String id);
    }

    private final Keys keys;
    private final Cache<String, Verified> proven = Caffeine.newBuilder().maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1)).build();

    public AccessTokenVerifier(Keys keys) {
        this.keys = keys;
    }

    @Override
    public Verified verify(String token) {
        if (token.length() > LONGEST) {
            throw new InvalidToken("longer than any of ours");
        }
        var known = proven.getIfPresent(token);
        if (known == null) {
            known = prove(token);
            proven.put(token, known);
        }
        if (known.expiresAt().isBefore(Instant.now())) {
            throw new InvalidToken("expired");
        }
        return known;
    }

    private Verified prove(String token) {
        try {
            var jwt = SignedJWT.parse(token);
            var header = jwt.getHeader();
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || !TYPE.equals(header.getType()) || header.getKeyID() == null) {
                throw new InvalidToken("algorithm, type or key is not ours");
            }
            var key = keys.key(header.getKeyID());
            if (key == null) {
                throw new InvalidToken("signed with a key that is not ours");
            }
            if (!jwt.verify(new ECDSAVerifier(key))) {
                throw new InvalidToken("the signature does not fit");
            }
            return read(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new InvalidToken("malformed: " + e.getMessage());
        }
    }

    private static Verified read(JWTClaimsSet claims) throws ParseException {
        if (!claims.getClaims().keySet().containsAll(CLAIMS) || !ISSUER.equals(claims.getIssuer())
                || !claims.getAudience().equals(List.of(AUDIENCE))) {
            throw new InvalidToken("issuer, audience or a claim is missing or another's");
        }
        if (claims.getIssueTime().toInstant().isAfter(Instant.now().plus(SKEW))) {
            throw new InvalidToken("issued in the future");
        }
        var role = Role.of(claims.getStringClaim("role"));
        var permissions = permissions(claims, PERMISSIONS);
        var caller = new Caller(UUID.fromString(claims.getSubject()), UUID.fromString(claims.getStringClaim("org")), role,
                UUID.fromString(claims.getStringClaim("sid")), permissions == null ? Policy.of(role) : permissions,
                permissions(claims, SCOPE));
        var millis = claims.getLongClaim(ISSUED_MILLIS);
        return new Verified(caller, claims.getExpirationTime().toInstant(),
                claims.getIssueTime().toInstant().plusMillis(millis == null ? 0 : millis));
    }

    /** Words of permissions, separated by spaces (RFC 9068 §2.2.3); null when the claim is absent. */
    private static @Nullable Set<Permission> permissions(JWTClaimsSet claims, String claim) throws ParseException {
        var words = claims.getStringClaim(claim);
        if (words == null) {
            return null;
        }
        var permissions = EnumSet.noneOf(Permission.class);
        for (var word : words.split(" ")) {
            if (!word.isEmpty()) {
                permissions.add(Permission.of(word));
            }
        }
        return Collections.unmodifiableSet(permissions);
    }
}
