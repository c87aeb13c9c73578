package app.atelier.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import app.atelier.Client;
import app.atelier.House;
import org.junit.jupiter.api.Test;

class SessionApiTest {

    private final House house = House.all();

    private Client.Answer login(Client person, String password) {
        return house.stranger().post("/v1/auth/login",
                Map.of("email", person.profile().get("email").asString(), "password", password));
    }

    private static String cookie(Client.Answer answer) {
        return answer.header("Set-Cookie").split(";")[0];
    }

    private Client.Answer refresh(String cookie) {
        return house.stranger().post("/v1/auth/refresh", "", "Cookie", cookie);
    }

    @Test
    void signingInGivesATokenAndAHostBoundCookie() {
        var answer = login(house.register(), "correct horse").is(200);

        assertThat(answer.json().get("tokenType").asString()).isEqualTo("Bearer");
        assertThat(answer.json().get("expiresIn").asInt()).isEqualTo(600);
        assertThat(answer.header("Set-Cookie")).startsWith("__Host-atelier-refresh=")
                .contains("Secure").contains("HttpOnly").contains("SameSite=Strict").contains("Path=/");
    }

    @Test
    void unknownPersonAndWrongPasswordAnswerTheSame() {
        var wrong = login(house.register(), "wrong horse");
        var unknown = house.stranger().post("/v1/auth/login", Map.of("email", "nobody@example.org", "password", "wrong horse"));

        wrong.problem(401, "unauthenticated");
        unknown.problem(401, "unauthenticated");
        assertThat(wrong.json().get("detail")).isEqualTo(unknown.json().get("detail"));
    }

    @Test
    void aRefreshTokenUsedTwiceEndsTheSession() {
        var first = cookie(login(house.register(), "correct horse"));
        var second = cookie(refresh(first).is(200));

        refresh(first).problem(401, "unauthenticated");
        refresh(second).problem(401, "unauthenticated");
    }

    @Test
    void ofTwentyParallelRefreshesOneSucceeds() throws Exception {
        var cookie = cookie(login(house.register(), "correct horse"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(_ -> () -> refresh(cookie).status()).toList());
            var succeeded = 0;
            for (var answer : answers) {
                succeeded += answer.get() == 200 ? 1 : 0;
            }
            assertThat(succeeded).isEqualTo(1);
        }
    }

    @Test
    void signingOutEndsTheSession() {
        var cookie = cookie(login(house.register(), "correct horse"));
        house.stranger().post("/v1/auth/logout", "", "Cookie", cookie).is(204);
        refresh(cookie).problem(401, "unauthenticated");
    }

    @Test
    void missingDamagedAndUnsignedTokensAreRefused() {
        var person = house.register();
        var parts = person.token().split("\\.");
        var none = java.util.Base64.getUrlEncoder().withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"at+jwt\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        for (var token : new String[] {"", "x", parts[0] + "." + parts[1] + ".", none + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "x." + parts[2]}) {
            house.stranger().get("/v1/users/me", "Authorization", "Bearer " + token).problem(401, "unauthenticated");
        }
        house.stranger().get("/v1/users/me").problem(401, "unauthenticated");
    }

    @Test
    void theKeySetHoldsNoPrivateKey() {
        var key = house.stranger().get("/.well-known/jwks.json").is(200).json().get("keys").get(0);
        assertThat(key.get("kty").asString()).isEqualTo("EC");
        assertThat(key.has("d")).isFalse();
    }

    @Test
    void guessesAreSlowedDown() {
        var person = house.register();
        var statuses = IntStream.range(0, 14).map(_ -> login(person, "wrong horse").status()).boxed().toList();
        assertThat(statuses).contains(401).contains(429);
    }
}
