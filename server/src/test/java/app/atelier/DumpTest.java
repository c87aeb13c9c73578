package app.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.auth.AdministratorLinks;
import app.atelier.auth.mfa.Authenticator;
import app.atelier.platform.DataFolder;
import app.atelier.platform.secrets.MasterKey;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * security.md 36: a dump of the database holds no secret in clear. Whoever adds a secret uses it in {@link #furnish} and
 * puts what its bearer knows into {@link #secrets}.
 */
class DumpTest {

    private static final MockOAuth2Server provider = new MockOAuth2Server();
    private static House house;
    /** What it is, and what its bearer knows. */
    private static final Map<String, String> secrets = new LinkedHashMap<>();

    @BeforeAll
    static void furnish() {
        house = House.only("users,auth,projects,files,notifications,gateway", Map.of("atelier.sso.private-issuers", "true"));
        var owner = house.register();
        secrets.put("password", "correct horse");
        var login = house.stranger().post("/v1/auth/login", Map.of("email", owner.profile().get("email").asString(), "password", "correct horse"),
                "Idempotency-Key", "sign-in").is(200);
        secrets.put("access token", login.json().get("accessToken").asString());
        var cookie = login.header("Set-Cookie");
        secrets.put("refresh token", cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
        var welcome = house.bean(AdministratorLinks.class).make(null);
        secrets.put("administrator's link", welcome.substring(welcome.indexOf('#') + 1));
        owner.post("/v1/organizations/" + owner.organization() + "/invitations", Map.of("email", "somebody@example.org", "role", "member"),
                "Idempotency-Key", "invite").is(201);
        secrets.put("invitation", Links.invitation(house, owner.organization(), "somebody@example.org"));
        var webhook = owner.post("/v1/webhooks", Map.of("url", "https://93.184.216.34/", "types", List.of("order.paid")), "Idempotency-Key", "webhook")
                .is(201).json();
        secrets.put("webhook's secret", webhook.get("secret").asString().substring("whsec_".length()));
        secrets.put("webhook's new secret", owner.post("/v1/webhooks/" + webhook.get("id").asString() + "/rotate-secret", Map.of(),
                "Idempotency-Key", "rotate").is(200).json().get("secret").asString().substring("whsec_".length()));
        var email = owner.profile().get("email").asString();
        secrets.put("proof of an address", house.mailed(owner, "email.confirmation_requested", "users.email_confirmation", email));
        house.stranger().post("/v1/auth/password/forgot", Map.of("email", email)).is(202);
        secrets.put("password reset", house.mailed(owner, "password.reset_requested", "auth.password_reset", email));
        var careful = house.register();
        secrets.put("recovery code", Authenticator.setUp(house, careful).recoveryCodes().getFirst());
        var challenge = house.stranger().post("/v1/auth/login", Map.of("email", careful.profile().get("email").asString(), "password", "correct horse"));
        secrets.put("challenge of a second step", challenge.is(401).json().get("challenge").asString());
        var beginner = house.reauthenticate(house.register());
        var totp = beginner.post("/v1/auth/mfa/totp", "").is(200).json().get("secret").asString();
        secrets.put("authenticator's secret", totp);
        secrets.put("authenticator's secret as it is", HexFormat.of().formatHex(Authenticator.decode(totp)));
        house.reauthenticate(owner);
        for (var kind : List.of("tokens", "organization-tokens")) {
            secrets.put(kind, owner.post("/v1/auth/" + kind, Map.of("name", "Robot", "scopes", List.of("organization.read"))).is(201).json().get("secret").asString());
        }
        secrets.put("client's secret", owner.post("/v1/auth/clients", Map.of("name", "CRM", "redirectUris", List.of("https://example.org/back"),
                "scopes", List.of("organization.read"), "confidential", true)).is(201).json().get("secret").asString());
        provider.start();
        owner.post("/v1/auth/connections", Map.of("name", "Login", "issuer", provider.issuerUrl("acme").toString(), "clientId", "atelier",
                "clientSecret", "s3cret-of-single-sign-on")).is(201);
        secrets.put("single sign-on's secret", "s3cret-of-single-sign-on");
        secrets.put("master key", Base64.getEncoder().encodeToString(MasterKey.in(house.bean(DataFolder.class).path())));
        // The mail with the invitation lies in the outbox of a machine without a mail server.
        Await.until("the invitation is mailed", () -> house.stranger().get("/dev/outbox.json").is(200).text().contains(secrets.get("invitation")));
    }

    @AfterAll
    static void close() {
        house.close();
        provider.shutdown();
    }

    @Test
    void aDatabaseDumpHoldsNoSecretInClear() {
        var dump = Dump.of(house);
        assertThat(secrets).hasSizeGreaterThanOrEqualTo(18);
        secrets.forEach((what, secret) -> {
            var bytes = secret.getBytes(StandardCharsets.UTF_8);
            assertThat(dump.contains(secret)).as(what).isFalse();
            assertThat(dump.contains(HexFormat.of().formatHex(bytes))).as(what + " as bytes").isFalse();
            assertThat(dump.contains(Base64.getEncoder().withoutPadding().encodeToString(bytes))).as(what + " in base64").isFalse();
            if (secret.matches("[A-Za-z0-9+/]{43}=")) {
                assertThat(dump.contains(HexFormat.of().formatHex(Base64.getDecoder().decode(secret)))).as(what + " decoded").isFalse();
            }
        });
    }

    /** The dump shows what is not secret: it is not blind. */
    @Test
    void theDumpShowsWhatIsNotSecret() {
        assertThat(Dump.of(house)).contains("somebody@example.org", "93.184.216.34", HexFormat.of().formatHex(new byte[] {2}));
    }

    /** An answer that was kept for a repeated request is given again, although it is sealed. */
    @Test
    void aKeptAnswerStillComesBack() {
        var owner = house.register();
        var key = UUID.randomUUID().toString();
        var body = Map.of("url", "https://93.184.216.34/", "types", List.of("order.paid"));
        var first = owner.post("/v1/webhooks", body, "Idempotency-Key", key).is(201);
        var again = owner.post("/v1/webhooks", body, "Idempotency-Key", key).is(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
    }
}
