package app.atelier.platform.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Role;
import app.atelier.platform.security.TokenVerifier;
import app.atelier.platform.security.TokenVerifier.InvalidToken;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access tokens of another issuer: security.md 1 to 5. Each forgery differs in one thing from a token that is good. */
class ExternalTokensTest {

    private static final String ISSUER = "https://login.example.org/";
    private static final String AUDIENCE = "https://atelier.example.org/api";
    private static final RSAKey RSA = made(() -> new RSAKeyGenerator(2048).keyID("rsa").generate());
    private static final ECKey EC = made(() -> new ECKeyGenerator(Curve.P_256).keyID("ec").generate());
    private static final OctetKeyPair ED = made(() -> new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate());

    private final KeyServer server = new KeyServer(new JWKSet(List.<JWK>of(RSA, EC, ED)));
    private final IssuerKeys keys = new IssuerKeys(server.address(), new IssuerHttp(true));
    private final Caller person = new Caller(UUID.randomUUID(), UUID.randomUUID(), Role.MEMBER, UUID.randomUUID());
    private final TokenVerifier own = token -> {
        throw new InvalidToken("asked our own verifier");
    };
    private final ExternalPeople people = external -> external.subject().equals("auth0|ada") ? Optional.of(person) : Optional.empty();
    private final ExternalTokenVerifier verifier = verifier(null);

    private interface Made<T> {
        T make() throws JOSEException;
    }

    private static <T> T made(Made<T> made) {
        try {
            return made.make();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private ExternalTokenVerifier verifier(String roleClaim) {
        return new ExternalTokenVerifier(new IssuerProperties(ISSUER, AUDIENCE, null, null, null, roleClaim, "email", false, Role.MEMBER),
                own, () -> people, () -> keys);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder().issuer(ISSUER).audience(AUDIENCE).subject("auth0|ada")
                .issueTime(Date.from(Instant.now())).expirationTime(Date.from(Instant.now().plusSeconds(300)));
        change.accept(claims);
        return claims.build();
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm, String kid) {
        return new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt")).keyID(kid);
    }

    private static String rsa(Consumer<JWTClaimsSet.Builder> change) {
        return signed(header(JWSAlgorithm.RS256, "rsa").build(), claims(change), made(() -> new RSASSASigner(RSA)));
    }

    private void refused(String token) {
        assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(InvalidToken.class);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theAlgorithmsOfTheListAreAccepted() {
        assertThat(verifier.verify(rsa(_ -> { })).caller()).isEqualTo(person);
        assertThat(verifier.verify(signed(header(JWSAlgorithm.PS256, "rsa").build(), claims(_ -> { }), made(() -> new RSASSASigner(RSA)))).caller()).isEqualTo(person);
        assertThat(verifier.verify(signed(header(JWSAlgorithm.ES256, "ec").build(), claims(_ -> { }), made(() -> new ECDSASigner(EC)))).caller()).isEqualTo(person);
        assertThat(verifier.verify(signed(header(JWSAlgorithm.EdDSA, "ed").build(), claims(_ -> { }), made(() -> new Ed25519Signer(ED)))).caller()).isEqualTo(person);
        // Auth0 says JWT, and names several audiences.
        assertThat(verifier.verify(signed(new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID("rsa").build(),
                claims(c -> c.audience(List.of(AUDIENCE, ISSUER + "userinfo"))), made(() -> new RSASSASigner(RSA)))).caller()).isEqualTo(person);
    }

    // security.md 1
    @Test
    void algNoneIsRefused() {
        var good = rsa(_ -> { }).split("\\.");
        for (var none : new String[] {"none", "None", "NONE", "nOnE"}) {
            refused(base64("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\",\"kid\":\"rsa\"}") + "." + good[1] + ".");
            refused(base64("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\",\"kid\":\"rsa\"}") + "." + good[1] + "." + good[2]);
        }
    }

    // security.md 1
    @Test
    void hsSignedWithThePublicKeyIsRefused() throws Exception {
        for (var secret : new byte[][] {RSA.toRSAPublicKey().getEncoded(), RSA.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
                ("-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(RSA.toRSAPublicKey().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n").getBytes(StandardCharsets.UTF_8)}) {
            refused(signed(header(JWSAlgorithm.HS256, "rsa").build(), claims(_ -> { }), new MACSigner(secret)));
        }
    }

    // security.md 1
    @Test
    void algorithmsOutsideTheListAreRefused() {
        refused(signed(header(JWSAlgorithm.RS512, "rsa").build(), claims(_ -> { }), made(() -> new RSASSASigner(RSA))));
        refused(signed(header(JWSAlgorithm.PS384, "rsa").build(), claims(_ -> { }), made(() -> new RSASSASigner(RSA))));
    }

    // security.md 2
    @Test
    void kidAsPathOrSqlIsRefused() {
        for (var kid : new String[] {"../../../../dev/null", "/etc/passwd", "' or '1'='1", "http://127.0.0.1:9/key"}) {
            refused(signed(header(JWSAlgorithm.RS256, kid).build(), claims(_ -> { }), made(() -> new RSASSASigner(RSA))));
        }
    }

    // security.md 2
    @Test
    void jkuX5uAndEmbeddedJwkProveNothing() {
        var theirs = made(() -> new RSAKeyGenerator(2048).keyID("rsa").generate());
        try (var evil = new KeyServer(new JWKSet(theirs))) {
            refused(signed(header(JWSAlgorithm.RS256, "rsa").jwk(theirs.toPublicJWK()).build(), claims(_ -> { }), made(() -> new RSASSASigner(theirs))));
            refused(signed(header(JWSAlgorithm.RS256, "rsa").jwkURL(evil.address()).build(), claims(_ -> { }), made(() -> new RSASSASigner(theirs))));
            refused(signed(header(JWSAlgorithm.RS256, "rsa").x509CertURL(evil.address()).build(), claims(_ -> { }), made(() -> new RSASSASigner(theirs))));
            assertThat(evil.asked).hasValue(0);
        }
    }

    // security.md 3
    @Test
    void expiredAndNotYetValidAreRefusedBeyondAMinute() {
        refused(rsa(c -> c.expirationTime(Date.from(Instant.now().minusSeconds(62)))));
        refused(rsa(c -> c.expirationTime(null)));
        refused(rsa(c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(120)))));
        refused(rsa(c -> c.issueTime(Date.from(Instant.now().plusSeconds(120)))));
        assertThat(verifier.verify(rsa(c -> c.expirationTime(Date.from(Instant.now().minusSeconds(20)))))).isNotNull();
        assertThat(verifier.verify(rsa(c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(20)))))).isNotNull();
    }

    // security.md 4
    @Test
    void anIdTokenIsNoAccessToken() {
        refused(rsa(c -> c.claim("nonce", "n-0S6_WzA2Mj")));
        refused(rsa(c -> c.claim("at_hash", "77QmUPtjPfzWtF2AnpK9RQ")));
        refused(rsa(c -> c.claim("typ", "ID")));
        refused(rsa(c -> c.claim("typ", "Refresh")));
        refused(rsa(c -> c.claim("token_use", "id")));
        refused(rsa(c -> c.audience("the-client-id")));
        refused(signed(new JWSHeader.Builder(JWSAlgorithm.RS256).type(new JOSEObjectType("logout+jwt")).keyID("rsa").build(), claims(_ -> { }),
                made(() -> new RSASSASigner(RSA))));
        assertThat(verifier.verify(rsa(c -> c.claim("typ", "Bearer")))).isNotNull();
    }

    // security.md 4
    @Test
    void anotherAudienceOrIssuerIsRefused() {
        refused(rsa(c -> c.audience("https://another.example.org")));
        refused(rsa(c -> c.audience((String) null)));
        refused(rsa(c -> c.issuer("https://login.example.org")));
        refused(rsa(c -> c.issuer("https://evil.example.org/")));
    }

    // security.md 5
    @Test
    void tamperedAndUnsignedAreRefused() {
        var good = rsa(_ -> { }).split("\\.");
        var other = base64(new String(Base64.getUrlDecoder().decode(good[1]), StandardCharsets.UTF_8).replace("auth0|ada", "auth0|eve"));
        refused(good[0] + "." + other + "." + good[2]);
        refused(good[0] + "." + good[1] + ".");
        refused(good[0] + "." + good[1]);
    }

    @Test
    void aSubjectThatNobodyIsLinkedToIsRefused() {
        refused(rsa(c -> c.subject("auth0|eve")));
        refused(rsa(c -> c.subject(null)));
    }

    @Test
    void aTokenWithoutARoleWhereOneIsDemandedIsRefused() {
        var strict = verifier("https://atelier.example.org/roles");
        assertThatThrownBy(() -> strict.verify(rsa(_ -> { }))).isInstanceOf(InvalidToken.class);
        assertThat(strict.verify(rsa(c -> c.claim("https://atelier.example.org/roles", List.of("writer", "guest"))))).isNotNull();
    }

    @Test
    void keysThatTheIssuerExchangesAreFound() {
        var next = made(() -> new RSAKeyGenerator(2048).keyID("next").generate());
        assertThat(verifier.verify(rsa(_ -> { }))).isNotNull();
        server.keys = new JWKSet(List.<JWK>of(RSA, next));
        assertThat(verifier.verify(signed(header(JWSAlgorithm.RS256, "next").build(), claims(_ -> { }), made(() -> new RSASSASigner(next))))).isNotNull();
        // Keys that somebody makes up do not make us ask again and again.
        var asked = server.asked.get();
        for (var i = 0; i < 20; i++) {
            refused(signed(header(JWSAlgorithm.RS256, "made-up-" + i).build(), claims(_ -> { }), made(() -> new RSASSASigner(next))));
        }
        assertThat(server.asked.get() - asked).isLessThan(3);
    }

    @Test
    void issuersInsideTheNetworkAreNotAskedUnlessAllowed() throws Exception {
        var guarded = new IssuerHttp(false);
        for (var address : new String[] {"http://example.org/", "https://127.0.0.1/", "https://localhost/", "https://10.0.0.1/", "https://169.254.169.254/",
                "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fd00::1]/", "https://192.168.1.1/", "https://100.64.0.1/", "https://0.0.0.0/"}) {
            assertThatThrownBy(() -> guarded.get(URI.create(address))).as(address).isInstanceOf(IssuerFailure.class);
        }
        assertThat(IssuerHttp.isPublic(InetAddress.getByName("93.184.215.14"))).isTrue();
        assertThat(IssuerHttp.isPublic(InetAddress.getByName("2606:4700::1111"))).isTrue();
    }
}
