package app.atelier.auth.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.schema.auth.Tables;
import org.junit.jupiter.api.Test;

/** security.md 12 to 14, and reliability.md's 1,000 guesses. */
class GuessingTest {

    private final House house = House.all();

    private Client.Answer login(String email, String password, String... headers) {
        return house.stranger().post("/v1/auth/login", Map.of("email", email, "password", password), headers);
    }

    private static String email(Client person) {
        return person.profile().get("email").asString();
    }

    @Test
    void passwordsAreKeptAsArgon2idOfTheRecommendedStrength() { // security.md 12
        var person = house.register();
        var hash = house.bean(Db.class).shared(tx -> tx.sql().selectFrom(Tables.CREDENTIAL)
                .where(Tables.CREDENTIAL.PERSON_ID.eq(person.id())).fetchOne()).getPasswordHash();
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void passwordsOf8To128CharactersAreTakenWhole() { // security.md 13
        var long128 = "ü".repeat(127) + "x";
        for (var password : new String[] {"12 chars ok!", "aaaaaaaZ", long128}) {
            var email = "p" + java.util.UUID.randomUUID() + "@example.org";
            house.stranger().post("/v1/users/register", Map.of("email", email, "password", password, "firstName", "A",
                    "lastName", "B")).is(201);
            login(email, password).is(200);
            login(email, password.substring(0, password.length() - 1)).problem(401, "unauthenticated");
            login(email, password + " ").problem(401, "unauthenticated");
        }
        var body = new HashMap<String, Object>(Map.of("email", "x@example.org", "firstName", "A", "lastName", "B"));
        for (var password : new String[] {"seven77", long128 + "x", "Password1"}) {
            body.put("password", password);
            assertThat(house.stranger().post("/v1/users/register", body).problem(422, "validation-failed")).containsOnlyKeys("password");
        }
    }

    @Test
    void unknownUserAndWrongPasswordAnswerTheSameAfterTheSameWork() { // security.md 14
        var person = house.register();
        var hasher = house.bean(PasswordHasher.class);

        var before = hasher.verified();
        var wrong = login(email(person), "wrong horse");
        var afterWrong = hasher.verified();
        var unknown = login("nobody" + java.util.UUID.randomUUID() + "@example.org", "wrong horse");
        var afterUnknown = hasher.verified();

        wrong.problem(401, "unauthenticated");
        unknown.problem(401, "unauthenticated");
        assertThat(wrong.json().get("detail")).isEqualTo(unknown.json().get("detail"));
        assertThat(wrong.response().headers().map().keySet()).isEqualTo(unknown.response().headers().map().keySet());
        assertThat(afterWrong - before).isEqualTo(1);
        assertThat(afterUnknown - afterWrong).isEqualTo(1);
    }

    @Test
    void ofAThousandGuessesTenAreTriedAndTheOwnerIsNotLockedOut() throws Exception { // reliability.md
        var owner = house.register();
        var other = house.register();
        var device = login(email(owner), "correct horse").is(200).response().headers().allValues("Set-Cookie").get(1).split(";")[0];

        int tried;
        long wait = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads.invokeAll(IntStream.range(0, 1000)
                    .<java.util.concurrent.Callable<Client.Answer>>mapToObj(i -> () -> login(email(owner), "guess number " + i)).toList());
            tried = 0;
            for (var answer : answers) {
                tried += answer.get().status() == 401 ? 1 : 0;
                if (answer.get().status() == 429) {
                    wait = Math.max(wait, Long.parseLong(answer.get().header("Retry-After")));
                }
            }
        }

        assertThat(tried).isLessThanOrEqualTo(10);
        // Whoever stops guessing is let in again soon.
        assertThat(wait).isBetween(1L, 15 * 60L);
        login(email(owner), "correct horse").problem(429, "too-many-requests");
        login(email(owner), "correct horse", "Cookie", device).is(200);
        login(email(other), "correct horse").is(200);
    }

    @Test
    void aDeviceKnownToAnotherIsAStranger() {
        var owner = house.register();
        var attacker = house.register();
        var device = login(email(attacker), "correct horse").is(200).response().headers().allValues("Set-Cookie").get(1).split(";")[0];
        IntStream.range(0, 12).forEach(i -> login(email(owner), "guess " + i));

        login(email(owner), "guess", "Cookie", device).problem(429, "too-many-requests");
    }
}
