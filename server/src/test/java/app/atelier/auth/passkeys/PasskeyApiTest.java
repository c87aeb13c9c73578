package app.atelier.auth.passkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.auth.mfa.Authenticator;
import org.junit.jupiter.api.Test;

/** security.md 16: passkeys, and answers that are none. */
class PasskeyApiTest {

    private final House house = House.all();

    private SoftwareKey key() {
        return new SoftwareKey(house.url(), "localhost");
    }

    private String creationChallenge(Client person) {
        return person.post("/v1/auth/passkeys/options", "").is(200).json().get("challenge").asString();
    }

    private SoftwareKey registered(Client person, String name) {
        var key = key();
        house.reauthenticate(person);
        person.post("/v1/auth/passkeys", key.registration(name, creationChallenge(person))).is(201);
        return key;
    }

    private String challenge() {
        return house.stranger().post("/v1/auth/passkeys/challenge", "").is(200).json().get("challenge").asString();
    }

    private Client.Answer signIn(Map<String, Object> assertion) {
        return house.stranger().post("/v1/auth/login/passkey", Map.of("passkey", assertion));
    }

    @Test
    void aPasskeySignsInWithoutAPassword() {
        var person = house.register();
        var key = registered(person, "Laptop");
        key.counter++;

        var answer = signIn(key.assertion(challenge())).is(200);

        var me = new Client(house.url(), answer.json().get("accessToken").asString(), null).get("/v1/users/me").is(200).json();
        assertThat(me.get("id").asString()).isEqualTo(person.id().toString());
        assertThat(answer.header("Set-Cookie")).startsWith("__Host-atelier-refresh=");
    }

    @Test
    void severalAreNamedRenamedAndRemoved() {
        var person = house.register();
        registered(person, "Laptop");
        var phone = registered(person, "Phone");
        var items = person.get("/v1/auth/passkeys").is(200).json().get("items");
        assertThat(items.valueStream().map(k -> k.get("name").asString())).containsExactly("Laptop", "Phone");
        var id = items.get(1).get("id").asString();

        person.patch("/v1/auth/passkeys/" + id, Map.of("name", "Old phone")).is(200);
        assertThat(person.get("/v1/auth/passkeys").json().get("items").get(1).get("name").asString()).isEqualTo("Old phone");
        house.register().patch("/v1/auth/passkeys/" + id, Map.of("name", "Mine")).problem(404, "not-found");

        person.delete("/v1/auth/passkeys/" + id).is(204);
        signIn(phone.assertion(challenge())).problem(401, "unauthenticated");
    }

    @Test
    void anotherOriginIsRefused() { // security.md 16
        var person = house.register();
        var key = registered(person, "Laptop");
        key.origin = "https://atelier.example.evil";
        signIn(key.assertion(challenge())).problem(401, "unauthenticated");

        var fresh = key();
        fresh.origin = "https://atelier.example.evil";
        person.post("/v1/auth/passkeys", fresh.registration("Evil", creationChallenge(person))).problem(422, "validation-failed");
    }

    @Test
    void anotherRelyingPartyIsRefused() { // security.md 16
        var person = house.register();
        var key = registered(person, "Laptop");
        key.rpId = "evil.example";
        signIn(key.assertion(challenge())).problem(401, "unauthenticated");

        var fresh = key();
        fresh.rpId = "evil.example";
        person.post("/v1/auth/passkeys", fresh.registration("Evil", creationChallenge(person))).problem(422, "validation-failed");
    }

    @Test
    void aChallengeIsOursAndWorksOnce() { // security.md 16
        var person = house.register();
        var key = registered(person, "Laptop");
        var challenge = challenge();
        key.counter++;
        signIn(key.assertion(challenge)).is(200);
        key.counter++;
        signIn(key.assertion(challenge)).problem(401, "unauthenticated");
        signIn(key.assertion(SoftwareKey.text(new byte[32]))).problem(401, "unauthenticated");
        // One that was made to register a key is none to sign in with, and another's is none of mine.
        house.reauthenticate(person);
        signIn(key.assertion(creationChallenge(person))).problem(401, "unauthenticated");
        var other = house.reauthenticate(house.register());
        person.post("/v1/auth/passkeys", key().registration("Theirs", creationChallenge(other))).problem(422, "validation-failed");
    }

    @Test
    void aCounterThatRunsBackIsRefused() { // security.md 16
        var person = house.register();
        var key = registered(person, "Laptop");
        key.counter = 5;
        signIn(key.assertion(challenge())).is(200);

        key.counter = 4;
        signIn(key.assertion(challenge())).problem(401, "unauthenticated");
        key.counter = 5;
        signIn(key.assertion(challenge())).problem(401, "unauthenticated");
        key.counter = 6;
        signIn(key.assertion(challenge())).is(200);
    }

    @Test
    void whoIsNotVerifiedByTheirDeviceIsRefused() { // security.md 16
        var person = house.register();
        var key = registered(person, "Laptop");
        key.counter++;
        key.flags = SoftwareKey.PRESENT;
        signIn(key.assertion(challenge())).problem(401, "unauthenticated");
    }

    @Test
    void anAlteredAnswerIsRefused() { // security.md 16
        var person = house.register();
        var key = registered(person, "Laptop");
        key.counter++;
        var other = registered(house.register(), "Laptop");
        var forged = new HashMap<>(key.assertion(challenge()));
        forged.put("credentialId", other.assertion("x").get("credentialId"));
        signIn(forged).problem(401, "unauthenticated");
        for (var field : new String[] {"clientDataJson", "authenticatorData", "signature"}) {
            var broken = new HashMap<>(key.assertion(challenge()));
            broken.put(field, "AAAA");
            signIn(broken).problem(401, "unauthenticated");
        }
        var unreadable = new HashMap<>(key.assertion(challenge()));
        unreadable.put("signature", "not base64url!");
        assertThat(signIn(unreadable).problem(422, "validation-failed")).containsOnlyKeys("passkey.signature");
    }

    @Test
    void aPasskeyIsASecondStepForItsPersonOnly() {
        var person = house.register();
        var key = registered(person, "Key");
        Authenticator.setUp(house, person);
        var login = house.stranger().post("/v1/auth/login", Map.of("email", person.profile().get("email").asString(), "password", "correct horse"));
        login.problem(401, "mfa-required");
        assertThat(login.json().get("methods").toString()).contains("passkey").contains("totp");
        var step = login.json().get("challenge").asString();
        var stranger = registered(house.register(), "Key");
        stranger.counter++;
        key.counter++;

        house.stranger().post("/v1/auth/login/verify", Map.of("challenge", step, "passkey", stranger.assertion(challenge())))
                .problem(401, "unauthenticated");
        house.stranger().post("/v1/auth/login/verify", Map.of("challenge", step, "passkey", key.assertion(challenge()))).is(200);
    }

    @Test
    void aPasskeyProvesAgainWhoOneIs() {
        var person = house.register();
        var key = registered(person, "Key");
        var later = house.again(person);
        key.counter++;
        later.delete("/v1/auth/passkeys/" + later.get("/v1/auth/passkeys").json().get("items").get(0).get("id").asString())
                .problem(403, "reauthentication-required");
        later.post("/v1/auth/reauthenticate", Map.of("passkey", key.assertion(challenge()))).is(200);
        later.post("/v1/auth/passkeys/options", "").is(200);
    }
}
