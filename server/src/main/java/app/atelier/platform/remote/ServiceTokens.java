package app.atelier.platform.remote;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import app.atelier.platform.security.TokenVerifier.InvalidToken;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.jspecify.annotations.Nullable;

/**
 * How our own processes prove themselves to each other: JWTs of one minute (RFC 7519), signed with HS256
 * (RFC 7518 §3.2) by the secret they share, each for one service only. Algorithm and type are fixed by us and never
 * taken from the token.
 */
public final class ServiceTokens {

    /** Characters of the shared secret: HS256 wants a key of 256 bits or more. */
    public static final int SHORTEST_SECRET = 32;

    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    /** By how much two machines' clocks may differ. */
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final JWSHeader HEADER = new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(new JOSEObjectType("service+jwt")).build();
    private static final int LONGEST = 2_048;

    private final String caller;
    private final MACSigner signer;
    private final MACVerifier verifier;

    /**
     * @param secret at least {@link #SHORTEST_SECRET} characters
     * @param caller what this process runs, for the other side's log
     */
    public ServiceTokens(String secret, String caller) {
        this.caller = caller;
        var key = secret.getBytes(StandardCharsets.UTF_8);
        try {
            this.signer = new MACSigner(key);
            this.verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("The secret among services needs " + SHORTEST_SECRET + " characters", e);
        }
    }

    /** A token for one service. */
    public String issue(String service) {
        var now = Instant.now();
        var token = new SignedJWT(HEADER, new JWTClaimsSet.Builder().issuer(caller).audience(service)
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(GOOD_FOR))).build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("A token cannot be signed", e);
        }
        return token.serialize();
    }

    /**
     * @return who asks
     * @throws InvalidToken when it is none of ours, for another service, or not good at this moment
     */
    public String verify(@Nullable String token, String service) {
        if (token == null || token.length() > LONGEST) {
            throw new InvalidToken("none, or longer than any of ours");
        }
        try {
            var jwt = SignedJWT.parse(token);
            if (!HEADER.getAlgorithm().equals(jwt.getHeader().getAlgorithm())
                    || !HEADER.getType().equals(jwt.getHeader().getType()) || !jwt.verify(verifier)) {
                throw new InvalidToken("algorithm, type or signature is not ours");
            }
            return check(jwt.getJWTClaimsSet(), service);
        } catch (ParseException | JOSEException e) {
            throw new InvalidToken("malformed: " + e.getMessage());
        }
    }

    private static String check(JWTClaimsSet claims, String service) {
        var now = Instant.now();
        var issued = claims.getIssueTime();
        var expires = claims.getExpirationTime();
        if (claims.getIssuer() == null || issued == null || expires == null || !claims.getAudience().equals(List.of(service))) {
            throw new InvalidToken("a claim is missing, or it is for another service");
        }
        if (issued.toInstant().isAfter(now.plus(SKEW)) || !expires.toInstant().plus(SKEW).isAfter(now)
                || expires.toInstant().isAfter(issued.toInstant().plus(GOOD_FOR))) {
            throw new InvalidToken("not good at this moment");
        }
        return claims.getIssuer();
    }
}
