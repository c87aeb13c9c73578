package app.atelier.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import app.atelier.platform.security.AccessTokenVerifier;
import app.atelier.platform.security.TokenVerifier.InvalidToken;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;

/** Our own access tokens: security.md 1 to 5. Each forgery differs in one thing from a token that is good. */
class OwnTokensTest {

    private static final String KID = "the-key";

    private final ECKey key = key();
    private final AccessTokenVerifier verifier = new AccessTokenVerifier(id -> id.equals(KID) ? key.toPublicJWK() : null);

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(KID).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).type(AccessTokenVerifier.TYPE).keyID(KID);
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder().issuer("atelier").audience("atelier").subject(UUID.randomUUID().toString())
                .claim("org", UUID.randomUUID().toString()).claim("role", "member").claim("sid", UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now())).expirationTime(Date.from(Instant.now().plusSeconds(300)));
        change.accept(claims);
        return claims.build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws Exception {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private String signed(Consumer<JWTClaimsSet.Builder> change) throws Exception {
        return signed(header(JWSAlgorithm.ES256).build(), claims(change), new ECDSASigner(key));
    }

    private void refused(String token) {
        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidToken.class);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aGoodTokenIsAccepted() throws Exception {
        assertThat(verifier.verify(signed(_ -> { })).caller().role().word()).isEqualTo("member");
    }

    // security.md 1
    @Test
    void algNoneIsRefused() throws Exception {
        var good = signed(_ -> { }).split("\\.");
        for (var none : new String[] {"none", "None", "NONE", "nOnE"}) {
            var header = base64("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\",\"kid\":\"" + KID + "\"}");
            refused(header + "." + good[1] + ".");
            refused(header + "." + good[1] + "." + good[2]);
        }
    }

    // security.md 1
    @Test
    void hsSignedWithThePublicKeyIsRefused() throws Exception {
        for (var secret : new byte[][] {key.toECPublicKey().getEncoded(), key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)}) {
            refused(signed(header(JWSAlgorithm.HS256).build(), claims(_ -> { }), new MACSigner(secret)));
        }
        refused(signed(header(JWSAlgorithm.RS256).build(), claims(_ -> { }), new RSASSASigner(new RSAKeyGenerator(2048).generate())));
    }

    // security.md 2
    @Test
    void kidAsPathOrSqlIsRefused() throws Exception {
        for (var kid : new String[] {"../../../../dev/null", "/etc/passwd", "' or '1'='1", "x' union select public_jwk from auth.signing_key --", "\u0000"}) {
            refused(signed(new JWSHeader.Builder(JWSAlgorithm.ES256).type(AccessTokenVerifier.TYPE).keyID(kid).build(), claims(_ -> { }),
                    new ECDSASigner(key)));
        }
        refused(signed(new JWSHeader.Builder(JWSAlgorithm.ES256).type(AccessTokenVerifier.TYPE).build(), claims(_ -> { }), new ECDSASigner(key)));
    }

    // security.md 2
    @Test
    void jkuX5uAndEmbeddedJwkProveNothing() throws Exception {
        var theirs = new ECKeyGenerator(Curve.P_256).keyID(KID).generate();
        refused(signed(header(JWSAlgorithm.ES256).jwk(theirs.toPublicJWK()).build(), claims(_ -> { }), new ECDSASigner(theirs)));
        refused(signed(header(JWSAlgorithm.ES256).jwkURL(URI.create("http://127.0.0.1:9/jwks")).build(), claims(_ -> { }), new ECDSASigner(theirs)));
        refused(signed(header(JWSAlgorithm.ES256).x509CertURL(URI.create("http://127.0.0.1:9/x")).build(), claims(_ -> { }), new ECDSASigner(theirs)));
    }

    // security.md 3
    @Test
    void expiredIsRefused() throws Exception {
        refused(signed(c -> c.expirationTime(Date.from(Instant.now().minusSeconds(61)))));
        refused(signed(c -> c.expirationTime(null)));
    }

    // security.md 3
    @Test
    void notYetValidIsRefusedBeyondAMinute() throws Exception {
        refused(signed(c -> c.issueTime(Date.from(Instant.now().plusSeconds(120)))));
        assertThat(verifier.verify(signed(c -> c.issueTime(Date.from(Instant.now().plusSeconds(30)))))).isNotNull();
    }

    // security.md 4
    @Test
    void anIdTokenIsNoAccessToken() throws Exception {
        refused(signed(new JWSHeader.Builder(JWSAlgorithm.ES256).type(JOSEObjectType.JWT).keyID(KID).build(), claims(_ -> { }), new ECDSASigner(key)));
        refused(signed(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(KID).build(), claims(_ -> { }), new ECDSASigner(key)));
    }

    // security.md 4
    @Test
    void anotherAudienceOrIssuerIsRefused() throws Exception {
        refused(signed(c -> c.audience("another")));
        refused(signed(c -> c.audience(List.of("atelier", "another"))));
        refused(signed(c -> c.issuer("another")));
    }

    // security.md 5
    @Test
    void tamperedAndUnsignedAreRefused() throws Exception {
        var good = signed(_ -> { }).split("\\.");
        var owner = base64(new String(Base64.getUrlDecoder().decode(good[1]), StandardCharsets.UTF_8).replace("member", "owner"));
        refused(good[0] + "." + owner + "." + good[2]);
        refused(good[0] + "." + good[1] + ".");
        refused(good[0] + "." + good[1]);
        refused(good[0] + "." + good[1] + "." + base64("\0".repeat(64)));
        refused("");
    }
}
