package app.atelier.auth.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.auth.mfa.Authenticator;
import app.atelier.platform.db.Db;
import app.atelier.platform.secrets.Tokens;
import app.schema.auth.Tables;
import org.junit.jupiter.api.Test;

/** security.md 14, 17 and 18: new passwords, known and forgotten. */
class PasswordChangesTest {

    private final House house = House.all();

    private static String email(Client person) {
        return person.profile().get("email").asString();
    }

    private Client.Answer login(Client person, String password) {
        return house.stranger().post("/v1/auth/login", Map.of("email", email(person), "password", password));
    }

    private String link(Client person) {
        house.stranger().post("/v1/auth/password/forgot", Map.of("email", email(person))).is(202);
        return house.mailed(person, "password.reset_requested", "auth.password_reset", email(person));
    }

    private Client.Answer reset(String token, String password) {
        return house.stranger().post("/v1/auth/password/reset", Map.of("token", token, "password", password));
    }

    @Test
    void aForgottenPasswordIsSetAnewByAMailedLinkOnce() {
        var person = house.register();
        var token = link(person);

        reset(token, "a new sentence").is(204);

        login(person, "a new sentence").is(200);
        login(person, "correct horse").problem(401, "unauthenticated");
        assertThat(reset(token, "another sentence").problem(422, "validation-failed")).containsOnlyKeys("token");
    }

    @Test
    void theLinkIsMailed() {
        var person = house.register();
        var token = link(person);
        Await.until("a mail with the link", () -> house.stranger().get("/dev/outbox.json").text().contains(token));
    }

    @Test
    void aResetEndsAllSessions() {
        var person = house.register();
        var other = house.again(person);
        reset(link(person), "a new sentence").is(204);
        person.get("/v1/users/me").problem(401, "unauthenticated");
        other.get("/v1/users/me").problem(401, "unauthenticated");
    }

    @Test
    void passwordResetDoesNotBypassMfa() { // security.md 17
        var person = house.register();
        var app = Authenticator.setUp(house, person);
        var answer = reset(link(person), "a new sentence").is(204);
        assertThat(answer.header("Set-Cookie")).isNull();

        var login = login(person, "a new sentence");
        login.problem(401, "mfa-required");
        house.stranger().post("/v1/auth/login/verify", Map.of("challenge", login.json().get("challenge").asString(), "code", app.code())).is(200);
    }

    @Test
    void unknownAddressesAnswerTheSame() { // security.md 14
        var known = house.stranger().post("/v1/auth/password/forgot", Map.of("email", email(house.register()))).is(202);
        var unknown = house.stranger().post("/v1/auth/password/forgot", Map.of("email", "nobody@example.org")).is(202);
        assertThat(unknown.text()).isEqualTo(known.text());
        assertThat(unknown.response().headers().map().keySet()).isEqualTo(known.response().headers().map().keySet());
    }

    @Test
    void aLinkIsHashedExpiresAndIsReplacedByALater() {
        var person = house.register();
        var first = link(person);
        house.stranger().post("/v1/auth/password/forgot", Map.of("email", email(person))).is(202);
        var second = Await.until(() -> house.mailed(person, "password.reset_requested", "auth.password_reset", email(person)),
                token -> !token.equals(first));
        reset(first, "a new sentence").problem(422, "validation-failed");
        var kept = house.bean(Db.class).shared(tx -> tx.sql().selectFrom(Tables.PASSWORD_RESET)
                .where(Tables.PASSWORD_RESET.PERSON_ID.eq(person.id())).fetch());
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().getTokenHash()).isEqualTo(Tokens.hash(second));
        house.bean(Db.class).shared(tx -> tx.sql().update(Tables.PASSWORD_RESET).set(Tables.PASSWORD_RESET.EXPIRES_AT, Instant.now())
                .where(Tables.PASSWORD_RESET.PERSON_ID.eq(person.id())).execute());
        reset(second, "a new sentence").problem(422, "validation-failed");
    }

    @Test
    void badPasswordsAreRefusedBeforeTheLinkIsUsedUp() {
        var person = house.register();
        var token = link(person);
        assertThat(reset(token, "short").problem(422, "validation-failed")).containsOnlyKeys("password");
        reset(token, "a new sentence").is(204);
    }

    @Test
    void whoKnowsThePasswordChangesItAndIsSignedOutElsewhere() {
        var person = house.register();
        var other = house.again(person);
        assertThat(person.put("/v1/auth/password", Map.of("currentPassword", "wrong", "newPassword", "a new sentence"))
                .problem(422, "validation-failed")).containsOnlyKeys("currentPassword");
        assertThat(person.put("/v1/auth/password", Map.of("currentPassword", "correct horse", "newPassword", "short"))
                .problem(422, "validation-failed")).containsOnlyKeys("newPassword");

        person.put("/v1/auth/password", Map.of("currentPassword", "correct horse", "newPassword", "a new sentence")).is(204);

        person.get("/v1/users/me").is(200);
        other.get("/v1/users/me").problem(401, "unauthenticated");
        login(person, "a new sentence").is(200);
    }
}
