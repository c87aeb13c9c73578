package app.atelier.auth.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import app.schema.auth.Tables;
import org.junit.jupiter.api.Test;

/** security.md 15, 17 and 18: the second step. */
class MfaApiTest {

    private final House house = House.all();

    private Client.Answer login(Client person) {
        return house.stranger().post("/v1/auth/login", Map.of("email", person.profile().get("email").asString(), "password", "correct horse"));
    }

    private String challenge(Client person) {
        var answer = login(person);
        answer.problem(401, "mfa-required");
        assertThat(answer.header("Set-Cookie")).isNull();
        return answer.json().get("challenge").asString();
    }

    private Client.Answer verify(String challenge, String field, String value) {
        return house.stranger().post("/v1/auth/login/verify", Map.of("challenge", challenge, field, value));
    }

    @Test
    void aPersonWithAnAuthenticatorAppSignsInInTwoSteps() {
        var person = house.register();
        var app = Authenticator.setUp(house, person);
        var challenge = challenge(person);

        var answer = verify(challenge, "code", app.code()).is(200);

        assertThat(answer.header("Set-Cookie")).startsWith("__Host-atelier-refresh=");
        new Client(house.url(), answer.json().get("accessToken").asString(), null).get("/v1/users/me").is(200);
        verify(challenge, "code", app.code()).problem(401, "unauthenticated");
    }

    @Test
    void aCodeIsUsedOnce() { // security.md 15
        var person = house.register();
        var app = Authenticator.setUp(house, person);
        verify(challenge(person), "code", app.code()).is(200);

        verify(challenge(person), "code", app.usedCode()).problem(401, "unauthenticated");
    }

    @Test
    void fiveWrongCodesThrottle() { // security.md 15
        var person = house.register();
        var app = Authenticator.setUp(house, person);
        var challenge = challenge(person);

        var statuses = IntStream.range(0, 6).mapToObj(_ -> verify(challenge, "code", "000000").status()).toList();

        // Setting up took one of the five.
        assertThat(statuses).containsExactly(401, 401, 401, 401, 429, 429);
        var right = verify(challenge, "code", app.code());
        right.problem(429, "too-many-requests");
        assertThat(Integer.parseInt(right.header("Retry-After"))).isBetween(1, 60);
        challenge(house.register(), 200);
    }

    private void challenge(Client other, int status) {
        login(other).is(status);
    }

    @Test
    void recoveryCodesAreHashedAndWorkOnce() { // security.md 17
        var person = house.register();
        var app = Authenticator.setUp(house, person);
        var code = app.recoveryCodes().getFirst();

        verify(challenge(person), "recoveryCode", code).is(200);
        verify(challenge(person), "recoveryCode", code).problem(401, "unauthenticated");
        verify(challenge(person), "recoveryCode", app.recoveryCodes().get(1).replace("-", "")).is(200);

        assertThat(person.get("/v1/auth/mfa").is(200).json().get("recoveryCodesLeft").asInt()).isEqualTo(8);
        var kept = house.bean(Db.class).shared(tx -> tx.sql().selectFrom(Tables.RECOVERY_CODE)
                .where(Tables.RECOVERY_CODE.PERSON_ID.eq(person.id())).fetch());
        assertThat(kept).hasSize(10).allSatisfy(row -> assertThat(new String(row.getCodeHash(), StandardCharsets.ISO_8859_1))
                .doesNotContain(code));
    }

    @Test
    void newRecoveryCodesReplaceTheOld() {
        var person = house.register();
        var app = Authenticator.setUp(house, person);
        var fresh = person.post("/v1/auth/mfa/recovery-codes", "").is(200).json().get("recoveryCodes");

        assertThat(fresh.size()).isEqualTo(10);
        verify(challenge(person), "recoveryCode", app.recoveryCodes().getFirst()).problem(401, "unauthenticated");
        verify(challenge(person), "recoveryCode", fresh.get(0).asString()).is(200);
    }

    @Test
    void changingMfaAsksForThePasswordAgain() { // security.md 18
        var person = house.register();
        person.post("/v1/auth/mfa/totp", "").problem(403, "reauthentication-required");
        person.post("/v1/auth/passkeys/options", "").problem(403, "reauthentication-required");
        person.post("/v1/auth/reauthenticate", Map.of("password", "wrong horse")).problem(422, "validation-failed");
        person.post("/v1/auth/mfa/totp", "").problem(403, "reauthentication-required");
        Authenticator.setUp(house, person);

        var later = house.bean(Db.class);
        later.shared(tx -> tx.sql().update(Tables.SESSION).set(Tables.SESSION.FRESH_UNTIL, java.time.Instant.now())
                .where(Tables.SESSION.PERSON_ID.eq(person.id())).execute());
        person.delete("/v1/auth/mfa/totp").problem(403, "reauthentication-required");
        person.post("/v1/auth/mfa/recovery-codes", "").problem(403, "reauthentication-required");
        house.reauthenticate(person).delete("/v1/auth/mfa/totp").is(204);
        login(person).is(200);
    }

    @Test
    void oneSessionsProofIsNotAnothers() { // security.md 18
        var person = house.register();
        var other = house.again(person);
        house.reauthenticate(other);

        person.post("/v1/auth/mfa/totp", "").problem(403, "reauthentication-required");
    }

    @Test
    void aSecretIsSealedAndTheJournalHoldsNone() {
        var person = house.register();
        house.reauthenticate(person);
        var setup = person.post("/v1/auth/mfa/totp", "").is(200).json();
        var sealed = house.bean(Db.class).shared(tx -> tx.sql().selectFrom(Tables.TOTP).where(Tables.TOTP.PERSON_ID.eq(person.id())).fetchOne());
        assertThat(sealed.getSecret().length).isGreaterThan(Totp.SECRET_BYTES + 12);

        var app = Authenticator.setUp(house, person);
        var entries = house.bean(Db.class).in(person.organization(), tx -> house.bean(JournalReader.class)
                .after(tx, 0, Set.of("totp.enabled", "recovery.codes_made"), 100)).toString();
        assertThat(entries).contains("totp.enabled").contains("recovery.codes_made").doesNotContain(setup.get("secret").asString());
        assertThat(app.recoveryCodes()).noneMatch(entries::contains);
    }

    @Test
    void anUnconfirmedSecretAsksNobodyForACode() {
        var person = house.register();
        house.reauthenticate(person).post("/v1/auth/mfa/totp", "").is(200);
        person.post("/v1/auth/mfa/totp/confirm", Map.of("code", "abc")).problem(422, "validation-failed");
        login(person).is(200);
    }

    @Test
    void exactlyOneProofIsTaken() {
        var answer = house.stranger().post("/v1/auth/login/verify", Map.of("challenge", "x", "code", "123456", "recoveryCode", "y"));
        assertThat(answer.problem(422, "validation-failed")).containsOnlyKeys("code");
        for (var body : List.of(Map.of("challenge", "x"), Map.of("challenge", "x", "code", "123456"))) {
            assertThat(house.stranger().post("/v1/auth/login/verify", body).status()).isIn(401, 422);
        }
    }
}
