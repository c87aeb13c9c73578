package app.atelier.auth.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.collaboration.realtime.LiveClient;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.security.Role;
import app.schema.auth.Tables;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** security.md 6 to 9 and 21: sessions begin, end and are told of. */
class SessionsTest {

    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private final House house = House.all();

    /** A sign-in: its token, and its refresh cookie. */
    private record SignedIn(Client client, String cookie, UUID session) {
    }

    private SignedIn signIn(Client person, String... headers) {
        var answer = house.stranger().post("/v1/auth/login", Map.of("email", person.profile().get("email").asString(),
                "password", "correct horse"), headers).is(200);
        var token = answer.json().get("accessToken").asString();
        return new SignedIn(new Client(house.url(), token, person.profile()), answer.header("Set-Cookie").split(";")[0], sid(token));
    }

    private static UUID sid(String token) {
        var claims = new String(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]), java.nio.charset.StandardCharsets.UTF_8);
        return UUID.fromString(tools.jackson.databind.json.JsonMapper.shared().readTree(claims).get("sid").asString());
    }

    private Client.Answer refresh(String cookie) {
        return house.stranger().post("/v1/auth/refresh", "", "Cookie", cookie);
    }

    private static void awaitDead(Client client) {
        Await.until("the token is dead", () -> client.get("/v1/users/me").status() == 401);
    }

    private JsonNode list(Client client) {
        return client.get("/v1/auth/sessions").is(200).json().get("items");
    }

    private void age(UUID session, org.jooq.Field<Instant> column, Instant when) {
        house.bean(Db.class).shared(tx -> tx.sql().update(Tables.SESSION).set(column, when)
                .where(Tables.SESSION.ID.eq(session)).execute());
    }

    @Test
    void sessionsAreListedWithDeviceAndPlace() {
        var person = house.register();
        var here = signIn(person, "User-Agent", FIREFOX);

        var mine = list(here.client()).valueStream().filter(s -> s.get("current").asBoolean()).toList();

        assertThat(mine).hasSize(1);
        assertThat(mine.getFirst().get("id").asString()).isEqualTo(here.session().toString());
        assertThat(mine.getFirst().get("device").asString()).isEqualTo("Firefox on Linux");
        assertThat(mine.getFirst().get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(list(here.client()).size()).isEqualTo(2);
    }

    @Test
    void refreshTokenReusedEndsTheFamily() { // security.md 6
        var here = signIn(house.register());
        var second = refresh(here.cookie()).is(200);

        refresh(here.cookie()).problem(401, "unauthenticated");

        refresh(second.header("Set-Cookie").split(";")[0]).problem(401, "unauthenticated");
        awaitDead(here.client());
        awaitDead(new Client(house.url(), second.json().get("accessToken").asString(), null));
    }

    @Test
    void aSignedOutTokenAndItsWebSocketAreDeadWithinFiveSeconds() { // security.md 7
        var person = house.register();
        var here = signIn(person);
        try (var live = LiveClient.open(house, here.client().token(), null); var other = LiveClient.open(house, person.token(), null)) {
            house.stranger().post("/v1/auth/logout", "", "Cookie", here.cookie()).is(204);

            here.client().get("/v1/users/me").problem(401, "unauthenticated");
            live.awaitClosed(4401);
            try (var again = LiveClient.silent(house, null)) {
                again.hello(here.client().token(), null);
                again.awaitClosed(4401);
            }
            person.get("/v1/users/me").is(200);
            assertThat(other.closedWith).isZero();
        }
    }

    @Test
    void oneSessionIsEndedFromAnother() { // security.md 7
        var person = house.register();
        var lost = signIn(person);

        person.delete("/v1/auth/sessions/" + lost.session()).is(204);

        lost.client().get("/v1/users/me").problem(401, "unauthenticated");
        refresh(lost.cookie()).problem(401, "unauthenticated");
        person.delete("/v1/auth/sessions/" + lost.session()).problem(404, "not-found");
    }

    @Test
    void somebodyElsesSessionIsNotThere() {
        var person = house.register();
        var stranger = house.register();

        stranger.delete("/v1/auth/sessions/" + sid(person.token())).problem(404, "not-found");

        person.get("/v1/users/me").is(200);
        assertThat(list(stranger).toString()).doesNotContain(sid(person.token()).toString());
    }

    @Test
    void signingOutEverywhereElseKeepsThisOne() { // security.md 7
        var person = house.register();
        var one = signIn(person);
        var two = signIn(person);

        assertThat(two.client().delete("/v1/auth/sessions").is(200).json().get("ended").asInt()).isEqualTo(2);

        person.get("/v1/users/me").problem(401, "unauthenticated");
        one.client().get("/v1/users/me").problem(401, "unauthenticated");
        assertThat(list(two.client()).size()).isEqualTo(1);
    }

    @Test
    void whoLeftAnOrganizationIsSignedOutOfItWithinFiveSeconds() { // security.md 7
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var here = signIn(member);
        try (var live = LiveClient.open(house, here.client().token(), null)) {
            owner.delete("/v1/organizations/" + owner.organization() + "/members/" + member.id()).is(204);

            awaitDead(member);
            awaitDead(here.client());
            live.awaitClosed(4401);
            refresh(here.cookie()).problem(401, "unauthenticated");
        }
    }

    @Test
    void everySignInHasASessionOfItsOwn() { // security.md 8
        var person = house.register();
        var first = signIn(person);
        var second = signIn(person, "Cookie", first.cookie());

        assertThat(second.session()).isNotEqualTo(first.session());
        assertThat(second.cookie()).isNotEqualTo(first.cookie());
    }

    @Test
    void anIdleSessionEnds() { // security.md 9
        var here = signIn(house.register());
        age(here.session(), Tables.SESSION.USED_AT, Instant.now().minus(Duration.ofDays(14)).minusSeconds(1));

        refresh(here.cookie()).problem(401, "unauthenticated");
    }

    @Test
    void aSessionEndsHoweverOftenItIsUsed() { // security.md 9
        var here = signIn(house.register());
        var later = refresh(here.cookie()).is(200).header("Set-Cookie").split(";")[0];
        var life = house.bean(Db.class).shared(tx -> tx.sql().selectFrom(Tables.SESSION).where(Tables.SESSION.ID.eq(here.session())).fetchOne());
        assertThat(Duration.between(life.getCreatedAt(), life.getExpiresAt())).isEqualTo(Duration.ofDays(90));
        age(here.session(), Tables.SESSION.EXPIRES_AT, Instant.now());

        refresh(later).problem(401, "unauthenticated");
    }

    @Test
    void cookiesAreHostBoundSecureAndOutOfReachOfScripts() { // security.md 21
        var answer = house.stranger().post("/v1/auth/login", Map.of("email", house.register().profile().get("email").asString(),
                "password", "correct horse")).is(200);

        var cookies = answer.response().headers().allValues("Set-Cookie");
        assertThat(cookies).hasSize(2).allSatisfy(cookie -> assertThat(cookie).startsWith("__Host-").contains("; Path=/;")
                .contains("; Secure").contains("; HttpOnly").contains("; SameSite=Strict").doesNotContain("Domain"));
    }

    @Test
    void thePersonsJournalTellsOfSessions() {
        var person = house.register();
        var here = signIn(person, "User-Agent", FIREFOX);
        house.stranger().post("/v1/auth/logout", "", "Cookie", here.cookie()).is(204);

        var entries = house.bean(Db.class).in(person.organization(), tx -> house.bean(JournalReader.class)
                .after(tx, 0, Set.of("session.opened", "session.ended"), 100)).stream()
                .filter(e -> e.subjectId().equals(here.session())).toList();

        assertThat(entries).extracting(e -> e.type()).containsExactly("session.opened", "session.ended");
        assertThat(entries).allSatisfy(e -> assertThat(e.audience()).isEqualTo("person:" + person.id()));
        assertThat(entries.getFirst().data().get("device").asString()).isEqualTo("Firefox on Linux");
        assertThat(entries.toString()).doesNotContain(here.cookie().split("=")[1]);
    }
}
