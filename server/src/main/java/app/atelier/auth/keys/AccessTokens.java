package app.atelier.auth.keys;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Role;
import app.atelier.platform.security.TokenVerifier;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.springframework.stereotype.Component;

/**
 * Access tokens: JWTs of 10 minutes, profile {@code at+jwt} (RFC 9068), signed with ES256. Algorithm, type and key
 * id are fixed by us and never taken from the token; a proven token is remembered for a minute, because its
 * signature costs more than the rest of a small request.
 */
@Component
public class AccessTokens implements TokenVerifier {

    public static final Duration GOOD_FOR = Duration.ofMinutes(10);
    private static final String ISSUER = "atelier";
    private static final String AUDIENCE = "atelier";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Set<String> CLAIMS = Set.of("iss", "aud", "sub", "org", "role", "sid", "iat", "exp");
    private static final int LONGEST = 2_048;

    private final SigningKeys keys;
    private final ECDSASigner signer;
    private final JWSVerifier verifier;
    private final Cache<String, Verified> proven = Caffeine.newBuilder().maximumSize(20_000)
            .expireAfterWrite(Duration.ofMinutes(1)).build();

    AccessTokens(SigningKeys keys) throws JOSEException {
        this.keys = keys;
        this.signer = new ECDSASigner(keys.current());
        this.verifier = new ECDSAVerifier(keys.current().toPublicJWK());
    }

    public String issue(Caller caller) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER).audience(AUDIENCE)
                .subject(caller.person().toString())
                .claim("org", caller.organization().toString())
                .claim("role", caller.role().word())
                .claim("sid", caller.session().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(GOOD_FOR)))
                .build();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(keys.current().getKeyID()).build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("A token cannot be signed", e);
        }
        return token.serialize();
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
            if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || !TYPE.equals(header.getType())
                    || !keys.current().getKeyID().equals(header.getKeyID())) {
                throw new InvalidToken("algorithm, type or key is not ours");
            }
            if (!jwt.verify(verifier)) {
                throw new InvalidToken("the signature does not fit");
            }
            return read(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new InvalidToken("malformed: " + e.getMessage());
        }
    }

    private static Verified read(JWTClaimsSet claims) throws ParseException {
        if (!claims.getClaims().keySet().containsAll(CLAIMS) || !ISSUER.equals(claims.getIssuer())
                || !claims.getAudience().equals(java.util.List.of(AUDIENCE))) {
            throw new InvalidToken("issuer, audience or a claim is missing or another's");
        }
        if (claims.getIssueTime().toInstant().isAfter(Instant.now().plus(SKEW))) {
            throw new InvalidToken("issued in the future");
        }
        var caller = new Caller(UUID.fromString(claims.getSubject()), UUID.fromString(claims.getStringClaim("org")),
                Role.of(claims.getStringClaim("role")), UUID.fromString(claims.getStringClaim("sid")));
        return new Verified(caller, claims.getExpirationTime().toInstant());
    }
}
