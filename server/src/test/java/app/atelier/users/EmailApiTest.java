package app.atelier.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;

/** security.md 18: an address is proved before it counts, and changed only by who proves again who they are. */
class EmailApiTest {

    private static final String CONTEXT = "users.email_confirmation";

    private final House house = House.all();

    private static String email(Client person) {
        return person.profile().get("email").asString();
    }

    private String link(Client person, String email) {
        return house.mailed(person, EmailConfirmationRequested.TYPE, CONTEXT, email);
    }

    private Client.Answer confirm(String token) {
        return house.stranger().post("/v1/users/email/confirm", Map.of("token", token));
    }

    private boolean verified(Client person) {
        return person.get("/v1/users/me/email").is(200).json().get("verified").asBoolean();
    }

    @Test
    void whoRegistersProvesTheirAddressByAMailedLink() {
        var person = house.register();
        assertThat(verified(person)).isFalse();
        var token = link(person, email(person));

        assertThat(confirm(token).is(200).json().get("email").asString()).isEqualTo(email(person));

        assertThat(verified(person)).isTrue();
        assertThat(confirm(token).problem(422, "validation-failed")).containsOnlyKeys("token");
        person.post("/v1/users/me/email/verification", "").problem(409, "conflict");
    }

    @Test
    void anInvitationProvesTheAddressItWasMailedTo() {
        assertThat(verified(house.member(house.register(), Role.MEMBER))).isTrue();
    }

    @Test
    void changingTheAddressAsksForThePasswordAgain() { // security.md 18
        var person = house.register();
        var wanted = "new" + UUID.randomUUID() + "@example.org";
        person.put("/v1/users/me/email", Map.of("email", wanted)).problem(403, "reauthentication-required");
        house.reauthenticate(person).put("/v1/users/me/email", Map.of("email", wanted)).is(202);
    }

    @Test
    void aNewAddressCountsOnceItsLinkIsOpenedAndTheOldOneIsTold() {
        var person = house.register();
        var wanted = "new" + UUID.randomUUID() + "@example.org";
        house.reauthenticate(person).put("/v1/users/me/email", Map.of("email", wanted)).is(202);
        var login = Map.of("email", wanted, "password", "correct horse");
        house.stranger().post("/v1/auth/login", login).problem(401, "unauthenticated");

        confirm(link(person, wanted)).is(200);

        house.stranger().post("/v1/auth/login", login).is(200);
        house.stranger().post("/v1/auth/login", Map.of("email", email(person), "password", "correct horse")).problem(401, "unauthenticated");
        assertThat(person.get("/v1/users/me").is(200).json().get("email").asString()).isEqualTo(wanted);
        Await.until("a notice to the old address", () -> house.stranger().get("/dev/outbox.json").json().get("items").valueStream()
                .anyMatch(m -> m.get("to").asString().equals(email(person)) && m.get("subject").asString().contains("was changed")));
    }

    @Test
    void somebodyElsesAddressIsNotTaken() {
        var person = house.register();
        var other = house.register();
        house.reauthenticate(person).put("/v1/users/me/email", Map.of("email", email(other))).is(202);
        confirm(link(person, email(other))).problem(409, "conflict");
        assertThat(person.get("/v1/users/me").json().get("email").asString()).isEqualTo(email(person));
    }

    @Test
    void anOldResetLinkIsWorthNothingAtANewAddress() {
        var person = house.register();
        house.stranger().post("/v1/auth/password/forgot", Map.of("email", email(person))).is(202);
        var reset = house.mailed(person, "password.reset_requested", "auth.password_reset", email(person));
        var wanted = "new" + UUID.randomUUID() + "@example.org";
        house.reauthenticate(person).put("/v1/users/me/email", Map.of("email", wanted)).is(202);
        confirm(link(person, wanted)).is(200);
        // The password is refused only after the link: as long as the link counts, it is the password that is refused.
        Await.until("the link is dead", () -> house.bean(app.atelier.platform.db.Db.class).shared(tx -> !tx.sql().fetchExists(
                app.schema.auth.Tables.PASSWORD_RESET, app.schema.auth.Tables.PASSWORD_RESET.PERSON_ID.eq(person.id()))));
        assertThat(house.stranger().post("/v1/auth/password/reset", Map.of("token", reset, "password", "a new sentence"))
                .problem(422, "validation-failed")).containsOnlyKeys("token");
    }
}
