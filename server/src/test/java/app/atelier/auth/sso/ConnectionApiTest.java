package app.atelier.auth.sso;

import static app.atelier.auth.sso.SsoHouse.HOUSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.platform.db.Db;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;

class ConnectionApiTest {

    private final Client owner = HOUSE.reauthenticate(HOUSE.register());
    private final String domain = SsoHouse.domain();

    private static Map<String, Object> wish(String issuer, Map<String, Object> more) {
        var wish = new HashMap<String, Object>(Map.of("name", "Login", "issuer", issuer, "clientId", "atelier", "clientSecret", "s3cret-s3cret"));
        wish.putAll(more);
        return wish;
    }

    private Client.Answer login(Client person) {
        return HOUSE.stranger().post("/v1/auth/login", Map.of("email", person.profile().get("email").asString(), "password", "correct horse"));
    }

    @Test
    void theSecretIsSealedAndNeverTold() {
        var added = owner.post("/v1/auth/connections", wish(SsoHouse.issuer("acme"), Map.of("domains", List.of(domain)))).is(201);
        assertThat(added.text()).doesNotContain("s3cret-s3cret").contains("\"hasSecret\":true");
        assertThat(owner.get("/v1/auth/connections").is(200).text()).doesNotContain("s3cret-s3cret").contains("/v1/auth/sso/callback");
        var id = UUID.fromString(added.json().get("id").asString());
        var kept = HOUSE.bean(Db.class).in(owner.organization(), tx -> tx.sql().fetchOne("select client_secret from auth.connection where id = ?", id)
                .get(0, byte[].class));
        assertThat(new String(kept, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
        var journal = HOUSE.bean(Db.class).in(owner.organization(), tx -> tx.sql().fetch("select data::text from journal.entry where type = 'sso.changed'")
                .getValues(0).toString());
        assertThat(journal).contains("Login").doesNotContain("s3cret");
    }

    @Test
    void onlyWhoManagesAccessSetsItUpAndOnlyAtHome() {
        var id = owner.post("/v1/auth/connections", wish(SsoHouse.issuer("acme"), Map.of())).is(201).json().get("id").asString();
        var member = HOUSE.member(owner, Role.MEMBER);
        member.get("/v1/auth/connections").problem(403, "forbidden");
        member.post("/v1/auth/connections", wish(SsoHouse.issuer("acme"), Map.of())).problem(403, "forbidden");
        var stranger = HOUSE.reauthenticate(HOUSE.register());
        stranger.get("/v1/auth/connections/" + id).problem(404, "not-found");
        stranger.put("/v1/auth/connections/" + id, wish(SsoHouse.issuer("acme"), Map.of())).problem(404, "not-found");
        stranger.delete("/v1/auth/connections/" + id).problem(404, "not-found");
        stranger.post("/v1/auth/connections/" + id + "/test", "").problem(404, "not-found");
        stranger.post("/v1/auth/connections/" + id + "/prove", "").problem(404, "not-found");
        stranger.post("/v1/auth/sso/" + id + "/link", "").problem(404, "not-found");
        assertThat(stranger.get("/v1/auth/connections").is(200).json().get("items")).isEmpty();
    }

    @Test
    void aTestSaysPreciselyWhatIsWrong() {
        var good = owner.post("/v1/auth/connections/test", Map.of("issuer", SsoHouse.LIAR.url(), "clientId", "atelier", "clientSecret", "x")).is(200).json();
        assertThat(good.get("ok").asBoolean()).as(good.toString()).isTrue();
        var slash = owner.post("/v1/auth/connections/test", Map.of("issuer", SsoHouse.LIAR.url() + "/")).is(200).json();
        assertThat(slash.get("ok").asBoolean()).isFalse();
        assertThat(slash.get("steps").get(0).get("message").asString()).contains("to the last slash");
        var down = owner.post("/v1/auth/connections/test", Map.of("issuer", "http://127.0.0.1:9")).is(200).json();
        assertThat(down.get("steps").get(0).get("message").asString()).contains("127.0.0.1:9 cannot be reached");
        var path = owner.post("/v1/auth/connections/test", Map.of("issuer", SsoHouse.LIAR.url() + "/keys/x")).is(200).json();
        assertThat(path.get("ok").asBoolean()).isFalse();
        assertThat(owner.post("/v1/auth/connections/test", Map.of("issuer", "login.example.org")).problem(422, "validation-failed")).containsKey("issuer");
    }

    @Test
    void badValuesAreNamed() {
        assertThat(owner.post("/v1/auth/connections", wish(SsoHouse.issuer("acme"), Map.of("domains", List.of("gmail.com")))).problem(422, "validation-failed"))
                .containsEntry("domains", "gmail.com gives addresses to everybody, so it cannot be your organization's");
        assertThat(owner.post("/v1/auth/connections", wish(SsoHouse.issuer("acme"), Map.of("domains", List.of("no domain")))).problem(422, "validation-failed"))
                .containsKey("domains");
        assertThat(owner.post("/v1/auth/connections", wish(SsoHouse.issuer("acme"), Map.of("defaultRole", "owner"))).problem(422, "validation-failed"))
                .containsKey("defaultRole");
        assertThat(owner.post("/v1/auth/connections", wish("ftp://example.org", Map.of())).problem(422, "validation-failed")).containsKey("issuer");
    }

    @Test
    void aDomainBelongsToOneOrganizationAndTheAdministratorSaysWhose() {
        var mine = owner.post("/v1/auth/connections", wish(SsoHouse.issuer("acme"), Map.of("domains", List.of(domain)))).is(201).json();
        var rival = HOUSE.reauthenticate(HOUSE.register());
        var theirs = rival.post("/v1/auth/connections", wish(SsoHouse.issuer("acme"), Map.of("domains", List.of(domain)))).is(201).json();
        assertThat(mine.get("domains").get(0).get("approved").asBoolean()).isFalse();
        rival.put("/v1/auth/domains/" + theirs.get("id").asString() + "/" + domain, "").problem(403, "forbidden");

        var administrator = HOUSE.administrator();
        assertThat(administrator.get("/v1/auth/domains").is(200).text()).contains(domain);
        administrator.put("/v1/auth/domains/" + mine.get("id").asString() + "/" + domain, "").is(204);
        administrator.put("/v1/auth/domains/" + theirs.get("id").asString() + "/" + domain, "").problem(409, "conflict");
        administrator.put("/v1/auth/domains/" + theirs.get("id").asString() + "/other.example", "").problem(404, "not-found");
        assertThat(HOUSE.stranger().post("/v1/auth/sso/discover", Map.of("email", "a@" + domain)).json().get("connectionId").asString())
                .isEqualTo(mine.get("id").asString());
        administrator.delete("/v1/auth/domains/" + mine.get("id").asString() + "/" + domain).is(204);
        assertThat(HOUSE.stranger().post("/v1/auth/sso/discover", Map.of("email", "a@" + domain)).json().get("connectionId").isNull()).isTrue();
    }

    @Test
    void forcingNeedsARoundTripAndAnotherIssuerNeedsAnother() {
        var settings = wish(SsoHouse.issuer("acme"), Map.of("domains", List.of(domain), "mode", "forced"));
        assertThat(owner.post("/v1/auth/connections", settings).problem(422, "validation-failed")).containsKey("mode");
        var id = SsoHouse.connect(owner, SsoHouse.issuer("acme"), domain, Map.of());
        settings.remove("clientSecret");
        assertThat(owner.put("/v1/auth/connections/" + id, settings).problem(422, "validation-failed")).containsKey("mode");

        SsoHouse.next("acme", UUID.randomUUID().toString(), Map.of());
        var arrival = SsoHouse.travel(SsoHouse.start(owner, "/v1/auth/connections/" + id + "/prove"));
        assertThat(arrival.header("Location")).isEqualTo("/settings/sso?sso=proven");
        owner.put("/v1/auth/connections/" + id, settings).is(200);

        // A mis-typed issuer cannot lock anybody out.
        settings.put("issuer", SsoHouse.issuer("acme") + "x");
        assertThat(owner.put("/v1/auth/connections/" + id, settings).problem(422, "validation-failed")).containsKey("mode");
        settings.put("mode", "optional");
        assertThat(owner.put("/v1/auth/connections/" + id, settings).is(200).json().get("provenAt").isNull()).isTrue();
    }

    @Test
    void whereItIsForcedMembersOfTheDomainComeByItAndOwnersMayStillUseTheirPassword() {
        // Those who register in tests have addresses of example.org.
        var member = HOUSE.member(owner, Role.MEMBER);
        var elsewhere = HOUSE.register();
        var id = SsoHouse.connect(owner, SsoHouse.issuer("acme"), "example.org", Map.of());
        try {
            SsoHouse.next("acme", UUID.randomUUID().toString(), Map.of());
            SsoHouse.travel(SsoHouse.start(owner, "/v1/auth/connections/" + id + "/prove"));
            var settings = wish(SsoHouse.issuer("acme"), Map.of("domains", List.of("example.org"), "mode", "forced"));
            settings.remove("clientSecret");
            owner.put("/v1/auth/connections/" + id, settings).is(200);

            assertThat(login(member).problem(409, "sso-required")).containsEntry("connectionId", id);
            HOUSE.stranger().post("/v1/auth/login", Map.of("email", member.profile().get("email").asString(), "password", "wrong horse"))
                    .problem(401, "unauthenticated");
            login(owner).is(200);
            login(elsewhere).is(200);
        } finally {
            owner.delete("/v1/auth/connections/" + id).is(204);
        }
        login(member).is(200);
    }

    @Test
    void aProviderThatIsDownLeavesOwnersAWayIn() {
        var id = owner.post("/v1/auth/connections", wish("http://127.0.0.1:9", Map.of("domains", List.of(domain)))).is(201).json().get("id").asString();
        SsoHouse.isRefused(HOUSE.stranger().get("/v1/auth/sso/" + id + "/start").is(303), "unreachable");
        owner.post("/v1/auth/connections/" + id + "/prove", "").problem(409, "sso-provider");
        login(owner).is(200);
    }
}
