package app.atelier.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.collaboration.realtime.LiveClient;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.secrets.MarkedTokens;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;

class TokenApiTest {

    private static final String PERSONAL = "/v1/auth/tokens";
    private static final String OF_ORGANIZATION = "/v1/auth/organization-tokens";

    private final House house = House.all();

    private Client.Answer make(Client person, String path, String... scopes) {
        return house.reauthenticate(person).post(path, Map.of("name", "Robot", "scopes", List.of(scopes)));
    }

    /** Somebody who shows the token. */
    private Client with(Client.Answer made, Client person) {
        return new Client(house.url(), made.is(201).json().get("secret").asString(), person.profile());
    }

    private static String id(Client.Answer made) {
        return made.json().get("token").get("id").asString();
    }

    @Test
    void aTokenIsShownOnceAndWorksWithinItsScopes() {
        var person = house.register();
        var made = make(person, PERSONAL, "work.read", "self").is(201);
        var robot = with(made, person);

        assertThat(robot.token()).startsWith("atl_p").startsWith(made.json().get("token").get("begins").asString());
        assertThat(made.header("Cache-Control")).contains("no-store");
        robot.get("/v1/projects").is(200);
        assertThat(robot.get("/v1/users/me").is(200).json().get("id").asString()).isEqualTo(person.id().toString());
        var listed = person.get(PERSONAL).is(200);
        assertThat(listed.json().get("items")).hasSize(1);
        assertThat(listed.text()).doesNotContain(robot.token());
        assertThat(listed.json().get("items").get(0).get("scopes").valueStream().map(s -> s.asString()))
                .containsExactlyInAnyOrder("work.read", "self");
    }

    @Test
    void whatTheScopeLeavesOutIsRefused() {
        var owner = house.register();
        var robot = with(make(owner, OF_ORGANIZATION, "organization.read"), owner);

        robot.get(OF_ORGANIZATION).problem(403, "forbidden");
        robot.post("/v1/auth/clients", Map.of("name", "C", "redirectUris", List.of("https://c.example.org"), "scopes",
                List.of("self"), "confidential", true)).problem(403, "forbidden");
    }

    // security.md 7, and what keeps a stolen token from becoming permanent
    @Test
    void aTokenMakesNoTokens() {
        var owner = house.register();
        var robot = with(make(owner, OF_ORGANIZATION, "access.manage", "self", "organization.read"), owner);

        for (var path : List.of(OF_ORGANIZATION, PERSONAL)) {
            robot.post(path, Map.of("name", "Robot", "scopes", List.of("self"))).problem(403, "forbidden");
        }
        robot.get(OF_ORGANIZATION).is(200);
    }

    @Test
    void scopesAreThoseOfTheMakerAndInTheirGift() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);

        assertThat(make(member, PERSONAL, "members.manage").problem(422, "validation-failed")).containsKey("scopes");
        for (var never : List.of("self.security", "organization.delete", "system.manage")) {
            assertThat(make(owner, PERSONAL, never).problem(422, "validation-failed")).containsKey("scopes");
        }
        assertThat(make(owner, PERSONAL).problem(422, "validation-failed")).containsKey("scopes");
        make(owner, PERSONAL, "everything").problem(400, "invalid-request");
        make(member, OF_ORGANIZATION, "self").problem(403, "forbidden");
    }

    // security.md 18
    @Test
    void makingOneAsksAgainWhoItIs() {
        house.register().post(PERSONAL, Map.of("name", "Robot", "scopes", List.of("self"))).problem(403, "reauthentication-required");
    }

    @Test
    void aTokenExpiresWithinAYear() {
        var person = house.reauthenticate(house.register());
        var usual = make(person, PERSONAL, "self").is(201).json().get("token");
        assertThat(Duration.between(Instant.parse(usual.get("createdAt").asString()), Instant.parse(usual.get("expiresAt").asString())))
                .isEqualTo(Duration.ofDays(90));
        for (var wrong : List.of(Instant.now().plus(Duration.ofDays(400)), Instant.now().minusSeconds(1))) {
            assertThat(person.post(PERSONAL, Map.of("name", "x", "scopes", List.of("self"), "expiresAt", wrong.toString()))
                    .problem(422, "validation-failed")).containsKey("expiresAt");
        }
        var soon = with(person.post(PERSONAL, Map.of("name", "x", "scopes", List.of("self"), "expiresAt",
                Instant.now().plusSeconds(5).toString())), person);
        soon.get("/v1/users/me").is(200);
        Await.until("it expires", () -> soon.get("/v1/users/me").status() == 401);
    }

    // security.md 7
    @Test
    void aRevokedTokenIsDeadSoon() {
        var person = house.register();
        var made = make(person, PERSONAL, "self");
        var robot = with(made, person);
        robot.get("/v1/users/me").is(200);

        person.delete(PERSONAL + "/" + id(made)).is(204);
        Await.until("the token is dead", () -> robot.get("/v1/users/me").status() == 401);
        assertThat(person.get(PERSONAL).json().get("items")).isEmpty();
        person.delete(PERSONAL + "/" + id(made)).problem(404, "not-found");
    }

    // security.md 7
    @Test
    void tokensOfWhoLeavesAreDeadAndStayDead() {
        var owner = house.register();
        var admin = house.member(owner, Role.ADMIN);
        var robot = with(make(admin, OF_ORGANIZATION, "organization.read"), admin);
        robot.get("/v1/organizations/" + owner.organization()).is(200);
        assertThat(owner.get(OF_ORGANIZATION).is(200).json().get("items")).hasSize(1);

        owner.delete("/v1/organizations/" + owner.organization() + "/members/" + admin.id()).is(204);
        Await.until("the token is dead", () -> robot.get("/v1/organizations/" + owner.organization()).status() == 401);
        Await.until("it is not listed", () -> owner.get(OF_ORGANIZATION).is(200).json().get("items").isEmpty());
    }

    @Test
    void aTokenIsNeverMoreThanItsPersonIsNow() {
        var owner = house.register();
        var admin = house.member(owner, Role.ADMIN);
        var robot = with(make(admin, OF_ORGANIZATION, "access.manage"), admin);
        robot.get(OF_ORGANIZATION).is(200);

        owner.patch("/v1/organizations/" + owner.organization() + "/members/" + admin.id(), Map.of("role", "member")).is(200);
        Await.until("the token is a member's", () -> robot.get(OF_ORGANIZATION).status() == 403);
    }

    // security.md 29: another's, and another tenant's
    @Test
    void nobodySeesOrEndsAnothersToken() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var stranger = house.register();
        var made = make(member, PERSONAL, "self").is(201);
        var ofOrganization = make(owner, OF_ORGANIZATION, "self").is(201);

        assertThat(owner.get(PERSONAL).json().get("items")).isEmpty();
        owner.delete(PERSONAL + "/" + id(made)).problem(404, "not-found");
        owner.delete(OF_ORGANIZATION + "/" + id(made)).problem(404, "not-found");
        stranger.delete(OF_ORGANIZATION + "/" + id(ofOrganization)).problem(404, "not-found");
        assertThat(stranger.get(OF_ORGANIZATION).json().get("items")).isEmpty();
    }

    // security.md 31
    @Test
    void massAssignmentIsRefused() {
        var person = house.reauthenticate(house.register());
        for (var more : List.of("personId", "organizationId", "id", "kind", "role")) {
            var body = new HashMap<String, Object>(Map.of("name", "x", "scopes", List.of("self")));
            body.put(more, UUID.randomUUID().toString());
            person.post(PERSONAL, body).problem(400, "invalid-request");
        }
    }

    // security.md 36: a dump holds none in clear, and neither does the journal
    @Test
    void theSecretIsKeptNowhere() {
        var person = house.register();
        var secret = make(person, PERSONAL, "self").is(201).json().get("secret").asString();

        var db = house.bean(Db.class);
        var row = db.in(person.organization(), tx -> tx.sql().fetch("select t::text, k::text from auth.api_token t join auth.machine_key k on k.subject_id = t.id").formatCSV());
        var entries = db.in(person.organization(), tx -> house.bean(JournalReader.class).after(tx, 0, 1_000)).toString();
        assertThat(row).contains("Robot").doesNotContain(secret.substring(9));
        assertThat(entries).contains("token.created").doesNotContain(secret.substring(9));
    }

    @Test
    void wellMadeTokensOfNobodyAreRefused() {
        for (var kind : new char[] {'p', 'o', 's', 'r'}) {
            house.stranger().get("/v1/users/me", "Authorization", "Bearer " + MarkedTokens.random(kind)).problem(401, "unauthenticated");
        }
    }

    @Test
    void theLastUseIsNoted() {
        var person = house.register();
        var robot = with(make(person, PERSONAL, "self"), person);
        assertThat(person.get(PERSONAL).json().get("items").get(0).get("lastUsedAt").isNull()).isTrue();

        robot.get("/v1/users/me").is(200);
        Await.until("the last use", () -> !person.get(PERSONAL).json().get("items").get(0).get("lastUsedAt").isNull());
    }

    @Test
    void aBurstAsksTheDatabaseOnce() {
        var asked = new ArrayList<String>();
        var book = new org.springframework.beans.factory.support.StaticListableBeanFactory();
        var person = house.register();
        var secret = make(person, PERSONAL, "self").is(201).json().get("secret").asString();
        var real = house.bean(app.atelier.platform.security.TokenBook.class);
        book.addBean("book", (app.atelier.platform.security.TokenBook) hash -> {
            asked.add(hash);
            return real.bearer(hash);
        });
        var verifier = new app.atelier.platform.security.ApiTokenVerifier(token -> {
            throw new AssertionError("not a signed one");
        }, book.getBeanProvider(app.atelier.platform.security.TokenBook.class));

        for (var i = 0; i < 50; i++) {
            assertThat(verifier.verify(secret).caller().person()).isEqualTo(person.id());
        }
        // Once, and once more should the burst have met the end of what is held.
        assertThat(asked).hasSizeBetween(1, 2).doesNotContain(secret);
    }

    @Test
    void theLiveConnectionTakesTokensThatMaySeeWhatItTells() {
        var owner = house.register();
        var robot = with(make(owner, PERSONAL, "self", "organization.read", "work.read", "catalog.read", "orders.read"), owner);
        try (var live = LiveClient.open(house, robot.token(), null)) {
            // security.md 7
            var id = owner.get(PERSONAL).json().get("items").get(0).get("id").asString();
            owner.delete(PERSONAL + "/" + id).is(204);
            live.awaitClosed(4401);
        }
        var narrow = with(make(owner, PERSONAL, "self"), owner);
        try (var live = LiveClient.silent(house, null)) {
            live.hello(narrow.token(), null);
            live.awaitClosed(4401);
        }
    }
}
