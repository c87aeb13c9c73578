package app.atelier.auth.sso;

import static app.atelier.auth.sso.SsoHouse.AUDIENCE;
import static app.atelier.auth.sso.SsoHouse.HOUSE;
import static app.atelier.auth.sso.SsoHouse.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.Test;

/** Access tokens of a configured issuer, made by an OpenID Connect server of others. */
class ExternalIssuerTest {

    private final Client owner = HOUSE.register();

    private static String token(String subject, String audience, Map<String, Object> claims) {
        return PROVIDER.issueToken("external", "any-client", new DefaultOAuth2TokenCallback("external", subject, "at+jwt", List.of(audience), claims, 300))
                .serialize();
    }

    private Map<String, Object> claims(Map<String, Object> more) {
        var claims = new HashMap<String, Object>(Map.of("org", owner.slug(), "role", "member", "email", "x" + UUID.randomUUID() + "@example.org",
                "email_verified", true, "given_name", "Ext", "family_name", "Ernal"));
        claims.putAll(more);
        return claims;
    }

    private static Client.Answer me(String token) {
        return HOUSE.stranger().get("/v1/users/me", "Authorization", "Bearer " + token);
    }

    @Test
    void whoIsNewIsLetInAndIsTheSameByAnotherToken() {
        var subject = "ext|" + UUID.randomUUID();
        var first = me(token(subject, AUDIENCE, claims(Map.of()))).is(200).json();
        var second = me(token(subject, AUDIENCE, claims(Map.of()))).is(200).json();

        assertThat(first.get("organizationSlug").asString()).isEqualTo(owner.slug());
        assertThat(first.get("role").asString()).isEqualTo("member");
        assertThat(second.get("id")).isEqualTo(first.get("id"));
    }

    @Test
    void aTokenNeverGivesMoreThanTheMembership() {
        var subject = "ext|" + UUID.randomUUID();
        var path = "/v1/organizations/" + owner.organization() + "/invitations";
        me(token(subject, AUDIENCE, claims(Map.of("role", "guest")))).is(200);
        HOUSE.stranger().get(path, "Authorization", "Bearer " + token(subject, AUDIENCE, claims(Map.of("role", "owner")))).problem(403, "forbidden");
    }

    @Test
    void anotherAudienceAnUnknownOrganizationAndATakenAddressAreRefused() {
        me(token("ext|" + UUID.randomUUID(), "https://another.test", claims(Map.of()))).problem(401, "unauthenticated");
        me(token("ext|" + UUID.randomUUID(), AUDIENCE, claims(Map.of("org", "no-such-organization")))).problem(401, "unauthenticated");
        me(token("ext|" + UUID.randomUUID(), AUDIENCE, claims(Map.of("role", "emperor")))).problem(401, "unauthenticated");
        me(token("ext|" + UUID.randomUUID(), AUDIENCE, claims(Map.of("nonce", "n")))).problem(401, "unauthenticated");
        // Never by e-mail: the account is its owner's, who may link it while signed in.
        me(token("ext|" + UUID.randomUUID(), AUDIENCE, claims(Map.of("email", owner.profile().get("email").asString())))).problem(401, "unauthenticated");
    }

    @Test
    void ourOwnTokensGoOn() {
        owner.get("/v1/users/me").is(200);
    }
}
