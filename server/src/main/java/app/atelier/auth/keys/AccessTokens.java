package app.atelier.auth.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Date;
import java.util.Set;
import java.util.stream.Collectors;

import app.atelier.platform.security.AccessTokenVerifier;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.TokenVerifier;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.springframework.stereotype.Component;

/** Issues access tokens, good for 10 minutes, and proves them; see {@link AccessTokenVerifier} for their form. */
@Component
public class AccessTokens implements TokenVerifier {

    public static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final SigningKeys keys;
    private final AccessTokenVerifier verifier;

    AccessTokens(SigningKeys keys) {
        this.keys = keys;
        this.verifier = new AccessTokenVerifier(keys::published);
    }

    public String issue(Caller caller) {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(AccessTokenVerifier.ISSUER).audience(AccessTokenVerifier.AUDIENCE)
                .subject(caller.person().toString())
                .claim("org", caller.organization().toString())
                .claim("role", caller.role().word())
                .claim("sid", caller.session().toString())
                .issueTime(Date.from(now))
                .claim(AccessTokenVerifier.ISSUED_MILLIS, now.get(ChronoField.MILLI_OF_SECOND))
                .expirationTime(Date.from(now.plus(GOOD_FOR)));
        if (!caller.permissions().equals(Policy.of(caller.role()))) {
            claims.claim(AccessTokenVerifier.PERMISSIONS, words(caller.permissions()));
        }
        if (caller.scope() != null) {
            claims.claim(AccessTokenVerifier.SCOPE, words(caller.scope()));
        }
        var key = keys.current();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).type(AccessTokenVerifier.TYPE)
                .keyID(key.getKeyID()).build(), claims.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A token cannot be signed", e);
        }
        return token.serialize();
    }

    private static String words(Set<Permission> permissions) {
        return permissions.stream().sorted().map(Permission::word).collect(Collectors.joining(" "));
    }

    @Override
    public Verified verify(String token) {
        return verifier.verify(token);
    }
}
