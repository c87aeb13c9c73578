package app.atelier.auth.sso;

import static app.atelier.auth.sso.SsoHouse.HOUSE;
import static app.atelier.auth.sso.SsoHouse.LIAR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

import app.atelier.Client;
import app.atelier.auth.sso.SsoHouse.Away;
import app.atelier.platform.security.Role;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;

class SingleSignOnTest {

    private final Client owner = HOUSE.register();
    private final String domain = SsoHouse.domain();

    private String email() {
        return "p" + UUID.randomUUID() + "@" + domain;
    }

    private String connection(Map<String, Object> more) {
        return SsoHouse.connect(owner, SsoHouse.issuer("acme"), domain, more);
    }

    private static String subject() {
        return UUID.randomUUID().toString();
    }

    /** By a connection to the provider that answers what a test wants. */
    private Client.Answer byLiar(BiFunction<JWTClaimsSet.Builder, LyingProvider, String> token) {
        var away = SsoHouse.start(SsoHouse.connect(owner, LIAR.url(), domain, Map.of("provision", true)));
        return SsoHouse.back(callback(away, LIAR.let(away, token), LIAR.url()), away);
    }

    private static String callback(Away away, String code, String issuer) {
        return "/v1/auth/sso/callback?code=" + code + "&state=" + away.parameter("state") + (issuer == null ? "" : "&iss=" + issuer);
    }

    private JWTClaimsSet good(JWTClaimsSet.Builder claims) {
        return claims.claim("email", email()).claim("email_verified", true).build();
    }

    @Test
    void aNewPersonOfTheDomainIsLetInWithTheDefaultRole() {
        var connection = connection(Map.of("provision", true, "defaultRole", "guest"));
        var email = email();
        SsoHouse.next("acme", subject(), Map.of("email", email, "email_verified", true, "given_name", "Ada", "family_name", "Lovelace"));

        var arrival = SsoHouse.travel(SsoHouse.start(connection));
        var person = SsoHouse.signedIn(arrival);

        assertThat(arrival.header("Location")).isEqualTo("/projects");
        assertThat(person.organization()).isEqualTo(owner.organization());
        assertThat(person.profile().get("email").asString()).isEqualTo(email);
        assertThat(person.profile().get("firstName").asString()).isEqualTo("Ada");
        assertThat(person.profile().get("role").asString()).isEqualTo("guest");
    }

    @Test
    void whoComesAgainIsTheSamePersonWhateverTheAddressIsNow() {
        var connection = connection(Map.of("provision", true));
        var subject = subject();
        SsoHouse.next("acme", subject, Map.of("email", email(), "email_verified", true));
        var first = SsoHouse.signedIn(SsoHouse.travel(SsoHouse.start(connection)));
        SsoHouse.next("acme", subject, Map.of("email", email(), "email_verified", true));
        var second = SsoHouse.signedIn(SsoHouse.travel(SsoHouse.start(connection)));

        assertThat(second.id()).isEqualTo(first.id());
    }

    // security.md 11
    @Test
    void theAccountKeyIsIssuerAndSubjectNeverEmail() {
        // The same subject at another issuer, and the same address with another subject, are others.
        var connection = connection(Map.of("provision", true));
        var subject = subject();
        var email = email();
        SsoHouse.next("acme", subject, Map.of("email", email, "email_verified", true));
        var person = SsoHouse.signedIn(SsoHouse.travel(SsoHouse.start(connection)));

        SsoHouse.next("google", subject, Map.of("email", "other" + UUID.randomUUID() + "@example.org", "email_verified", true));
        assertThat(SsoHouse.signedIn(SsoHouse.travel(SsoHouse.start("google"))).id()).isNotEqualTo(person.id());
        SsoHouse.next("google", subject(), Map.of("email", email, "email_verified", true));
        SsoHouse.isRefused(SsoHouse.travel(SsoHouse.start("google")), "link-first");
    }

    // security.md 11
    @Test
    void anAddressLinksAnAccountOnlyWhereTheOwnDomainsProviderVouchesForIt() {
        var member = HOUSE.member(owner, Role.MEMBER);
        var address = member.profile().get("email").asString();
        var foreign = connection(Map.of("provision", true));
        SsoHouse.next("acme", subject(), Map.of("email", address, "email_verified", true));
        SsoHouse.isRefused(SsoHouse.travel(SsoHouse.start(foreign)), "link-first");

        // example.org is everybody's in these tests, so it is taken back at the end.
        var own = SsoHouse.connect(owner, SsoHouse.issuer("acme"), "example.org", Map.of("provision", true));
        try {
            SsoHouse.next("acme", subject(), Map.of("email", address));
            SsoHouse.isRefused(SsoHouse.travel(SsoHouse.start(own)), "link-first");
            SsoHouse.next("acme", subject(), Map.of("email", address, "email_verified", false));
            SsoHouse.isRefused(SsoHouse.travel(SsoHouse.start(own)), "link-first");
            SsoHouse.next("acme", subject(), Map.of("email", address, "email_verified", true));
            assertThat(SsoHouse.signedIn(SsoHouse.travel(SsoHouse.start(own))).id()).isEqualTo(member.id());

            // Whoever sets up a connection must not become the owner by it, nor somebody of another organization.
            SsoHouse.next("acme", subject(), Map.of("email", owner.profile().get("email").asString(), "email_verified", true));
            SsoHouse.isRefused(SsoHouse.travel(SsoHouse.start(own)), "link-first");
            SsoHouse.next("acme", subject(), Map.of("email", HOUSE.register().profile().get("email").asString(), "email_verified", true));
            SsoHouse.isRefused(SsoHouse.travel(SsoHouse.start(own)), "link-first");
        } finally {
            owner.delete("/v1/auth/connections/" + own).is(204);
        }
    }

    @Test
    void aSignedInPersonLinksAndUnlinks() {
        var person = HOUSE.reauthenticate(HOUSE.register());
        var subject = subject();
        SsoHouse.next("google", subject, Map.of("email", "whatever@example.org"));
        var arrival = SsoHouse.travel(SsoHouse.start(person, "/v1/auth/sso/google/link"));
        assertThat(arrival.header("Location")).isEqualTo("/settings/security?sso=linked");

        SsoHouse.next("google", subject, Map.of());
        assertThat(SsoHouse.signedIn(SsoHouse.travel(SsoHouse.start("google"))).id()).isEqualTo(person.id());
        // Another person cannot take it.
        SsoHouse.next("google", subject, Map.of());
        SsoHouse.isRefused(SsoHouse.travel(SsoHouse.start(HOUSE.reauthenticate(HOUSE.register()), "/v1/auth/sso/google/link")), "taken");

        var identity = person.get("/v1/auth/identities").is(200).json().get("items").get(0);
        HOUSE.reauthenticate(HOUSE.register()).delete("/v1/auth/identities/" + identity.get("id").asString()).problem(404, "not-found");
        person.delete("/v1/auth/identities/" + identity.get("id").asString()).is(204);
        assertThat(person.get("/v1/auth/identities").is(200).json().get("items")).isEmpty();
        // Nobody has it now: whoever comes with it and no address is nobody.
        SsoHouse.next("google", subject, Map.of());
        SsoHouse.isRefused(SsoHouse.travel(SsoHouse.start("google")), "no-email");
    }

    @Test
    void aNewPersonByAnInstallationsProviderGetsAnOrganizationOfTheirOwn() {
        SsoHouse.next("google", subject(), Map.of("email", "n" + UUID.randomUUID() + "@example.org", "email_verified", true, "name", "Grace Hopper"));
        var person = SsoHouse.signedIn(SsoHouse.travel(SsoHouse.start("google")));

        assertThat(person.profile().get("role").asString()).isEqualTo("owner");
        assertThat(person.profile().get("lastName").asString()).isEqualTo("Hopper");
        SsoHouse.next("google", subject(), Map.of("email", "n" + UUID.randomUUID() + "@example.org"));
        SsoHouse.isRefused(SsoHouse.travel(SsoHouse.start("google")), "no-email");
    }

    @Test
    void gitHubIsKnownByTheAccountsNumber() {
        SsoHouse.GITHUB.id = System.nanoTime();
        SsoHouse.GITHUB.email = "g" + UUID.randomUUID() + "@example.org";
        var away = SsoHouse.start("github");
        assertThat(away.parameter("code_challenge_method")).isEqualTo("S256");
        var first = SsoHouse.signedIn(SsoHouse.back(callback(away, "good", null), away));
        SsoHouse.GITHUB.email = "renamed" + UUID.randomUUID() + "@example.org";
        var again = SsoHouse.start("github");
        assertThat(SsoHouse.signedIn(SsoHouse.back(callback(again, "good", null), again)).id()).isEqualTo(first.id());

        SsoHouse.GITHUB.id = System.nanoTime();
        SsoHouse.GITHUB.verified = false;
        var unverified = SsoHouse.start("github");
        SsoHouse.isRefused(SsoHouse.back(callback(unverified, "good", null), unverified), "no-email");
        SsoHouse.GITHUB.verified = true;
        var bad = SsoHouse.start("github");
        SsoHouse.isRefused(SsoHouse.back(callback(bad, "bad", null), bad), "provider");
    }

    // security.md 10
    @Test
    void pkceIsS256AndTheCodeIsOfOneUse() {
        var away = SsoHouse.start(SsoHouse.connect(owner, LIAR.url(), domain, Map.of("provision", true)));
        assertThat(away.parameter("code_challenge_method")).isEqualTo("S256");
        assertThat(away.parameter("code_challenge")).hasSize(43);
        assertThat(away.to()).doesNotContain("code_verifier");
        var code = LIAR.let(away, (claims, liar) -> liar.sign(good(claims)));
        SsoHouse.signedIn(SsoHouse.back(callback(away, code, LIAR.url()), away));

        // The same answer again, and the code of another in one's own way: the state is used, the verifier another.
        SsoHouse.isRefused(SsoHouse.back(callback(away, code, LIAR.url()), away), "expired");
        var victim = SsoHouse.start(connectionOfLiar());
        var attacker = SsoHouse.start(connectionOfLiar());
        var stolen = LIAR.let(victim, (claims, liar) -> liar.sign(good(claims)));
        SsoHouse.isRefused(SsoHouse.back(callback(attacker, stolen, LIAR.url()), attacker), "provider");
    }

    private String connectionOfLiar() {
        for (var item : owner.get("/v1/auth/connections").is(200).json().get("items")) {
            if (item.get("issuer").asString().equals(LIAR.url())) {
                return item.get("id").asString();
            }
        }
        throw new AssertionError();
    }

    // security.md 10
    @Test
    void theRedirectUriIsOneAndTheReturnIsAPathOfOurs() {
        var connection = SsoHouse.connect(owner, LIAR.url(), domain, Map.of("provision", true));
        for (var elsewhere : List.of("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1", "")) {
            var away = SsoHouse.start(connection, elsewhere);
            assertThat(away.parameter("redirect_uri")).isEqualTo(HOUSE.url() + "/v1/auth/sso/callback");
            var arrival = SsoHouse.back(callback(away, LIAR.let(away, (claims, liar) -> liar.sign(good(claims))), LIAR.url()), away);
            assertThat(arrival.header("Location")).isEqualTo("/");
        }
    }

    // security.md 11
    @Test
    void stateIsOfOneUseAndOneBrowser() {
        var connection = SsoHouse.connect(owner, LIAR.url(), domain, Map.of("provision", true));
        var away = SsoHouse.start(connection);
        var other = SsoHouse.start(connection);
        var code = LIAR.let(away, (claims, liar) -> liar.sign(good(claims)));

        SsoHouse.isRefused(HOUSE.stranger().get(callback(away, code, LIAR.url())).is(303), "expired");
        SsoHouse.isRefused(SsoHouse.back(callback(away, code, LIAR.url()), other), "expired");
        SsoHouse.isRefused(SsoHouse.back("/v1/auth/sso/callback?code=" + code + "&iss=" + LIAR.url(), away), "expired");
        SsoHouse.isRefused(SsoHouse.back("/v1/auth/sso/callback?code=" + code + "&state=made-up&iss=" + LIAR.url(), away), "expired");
        SsoHouse.signedIn(SsoHouse.back(callback(away, code, LIAR.url()), away));
    }

    // security.md 11
    @Test
    void anotherOrNoNonceIsRefused() {
        SsoHouse.isRefused(byLiar((claims, liar) -> liar.sign(good(claims.claim("nonce", "another")))), "provider");
        SsoHouse.isRefused(byLiarAgain((claims, liar) -> liar.sign(good(claims.claim("nonce", null)))), "provider");
    }

    private Client.Answer byLiarAgain(BiFunction<JWTClaimsSet.Builder, LyingProvider, String> token) {
        var away = SsoHouse.start(connectionOfLiar());
        return SsoHouse.back(callback(away, LIAR.let(away, token), LIAR.url()), away);
    }

    // security.md 11
    @Test
    void anotherIssuerIsRefused() {
        SsoHouse.isRefused(byLiar((claims, liar) -> liar.sign(good(claims.issuer("https://evil.example")))), "provider");
        var away = SsoHouse.start(connectionOfLiar());
        var code = LIAR.let(away, (claims, liar) -> liar.sign(good(claims)));
        SsoHouse.isRefused(SsoHouse.back(callback(away, code, "https://evil.example"), away), "provider");
        // This provider says that it names itself, so an answer that does not is another's (RFC 9207).
        var silent = SsoHouse.start(connectionOfLiar());
        SsoHouse.isRefused(SsoHouse.back(callback(silent, LIAR.let(silent, (claims, liar) -> liar.sign(good(claims))), null), silent), "provider");
    }

    @Test
    void anIdTokenThatDoesNotHoldIsRefused() throws Exception {
        var theirs = new RSAKeyGenerator(2048).keyID("honest").generate();
        SsoHouse.isRefused(byLiar((claims, _) -> LyingProvider.sign(good(claims), theirs)), "provider");
        SsoHouse.isRefused(byLiarAgain((claims, _) -> new PlainJWT(good(claims)).serialize()), "provider");
        SsoHouse.isRefused(byLiarAgain((claims, liar) -> liar.sign(good(claims.audience("another")))), "provider");
        SsoHouse.isRefused(byLiarAgain((claims, liar) -> liar.sign(good(claims.audience(List.of("atelier", "another"))))), "provider");
        SsoHouse.isRefused(byLiarAgain((claims, liar) -> liar.sign(good(claims.expirationTime(Date.from(Instant.now().minusSeconds(90)))))), "provider");
        SsoHouse.isRefused(byLiarAgain((claims, liar) -> hmac(liar, good(claims))), "provider");
        SsoHouse.signedIn(byLiarAgain((claims, liar) -> liar.sign(good(claims))));
    }

    private static String hmac(LyingProvider liar, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("honest").build(), claims);
            token.sign(new MACSigner(liar.key.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatTheProviderRefusesIsToldOnThePageToSignIn() {
        var away = SsoHouse.start(connection(Map.of()));
        SsoHouse.isRefused(SsoHouse.back("/v1/auth/sso/callback?error=access_denied&state=" + away.parameter("state"), away), "refused");
        HOUSE.stranger().get("/v1/auth/sso/nobody/start").problem(404, "not-found");
        HOUSE.stranger().get("/v1/auth/sso/" + UUID.randomUUID() + "/start").problem(404, "not-found");
    }

    @Test
    void theCookieOnTheWayIsHostBound() {
        var answer = HOUSE.stranger().get("/v1/auth/sso/" + connection(Map.of()) + "/start").is(303);
        assertThat(answer.header("Set-Cookie")).startsWith("__Host-atelier-sso=").contains("Secure").contains("HttpOnly").contains("SameSite=Lax")
                .contains("Path=/");
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void providersAndDomainsAreFound() {
        assertThat(HOUSE.stranger().get("/v1/auth/providers").is(200).text())
                .isEqualTo("{\"items\":[{\"id\":\"google\",\"name\":\"Google\"},{\"id\":\"github\",\"name\":\"GitHub\"}]}");
        var connection = connection(Map.of());
        var known = HOUSE.stranger().post("/v1/auth/sso/discover", Map.of("email", "anybody@" + domain.toUpperCase(java.util.Locale.ROOT))).is(200).json();
        var unknown = HOUSE.stranger().post("/v1/auth/sso/discover", Map.of("email", "anybody@nowhere.example")).is(200).json();
        assertThat(known.get("connectionId").asString()).isEqualTo(connection);
        assertThat(unknown.propertyNames()).containsExactlyInAnyOrderElementsOf(known.propertyNames());
        assertThat(unknown.get("connectionId").isNull()).isTrue();
    }
}
