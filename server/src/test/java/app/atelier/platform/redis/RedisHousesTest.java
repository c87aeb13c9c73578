package app.atelier.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import app.atelier.Await;
import app.atelier.House;
import org.junit.jupiter.api.Test;

/** Two gateways on one Redis, and what becomes of them without it. */
class RedisHousesTest {

    private static final int PER_MINUTE = 600;
    private static final int AT_ONCE = PER_MINUTE / 6;

    @Test
    void twoGatewaysShareOneLimitAndGoOnAloneWhileRedisIsAway() throws Exception {
        try (var engine = TestRedis.start()) {
            var settings = Map.of("atelier.redis.url", engine.address(), "atelier.limits.anonymous", String.valueOf(PER_MINUTE));
            var houses = List.of(House.only("users,auth,gateway", settings), House.only("users,auth,gateway", settings));

            assertThat(guessSurplus(houses)).as("guesses at one password").isLessThanOrEqualTo(1.05);
            assertThat(surplus(houses)).as("accepted together").isLessThanOrEqualTo(1.05);
            assertThat(parts(houses.getFirst())).contains("redis up");

            engine.kill();
            Await.until("both noticed", () -> houses.stream().allMatch(h -> parts(h).contains("redis degraded")));
            assertThat(houses).allMatch(h -> h.stranger().get("/readyz").status() == 200);
            // The control: each counting for itself, two gateways let through what one limit would not.
            assertThat(surplus(houses)).as("accepted while Redis is away").isGreaterThan(1.5);

            engine.restart();
            Await.until("both noticed its return", () -> houses.stream().allMatch(h -> parts(h).contains("redis up")));
            assertThat(surplus(houses)).as("accepted after its return").isLessThanOrEqualTo(1.05);
            houses.forEach(House::close);
        }
    }

    /** What 1,000 requests over all nodes were granted, in shares of what one limit grants in that time. */
    private static double surplus(List<House> houses) throws Exception {
        var began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads.invokeAll(IntStream.range(0, 1_000).<Callable<Integer>>mapToObj(i -> () ->
                    houses.get(i % houses.size()).stranger().get("/v1/nothing", "X-Forwarded-For", "10.0.0." + i % 250).status()).toList());
            var accepted = 0;
            for (var answer : answers) {
                accepted += answer.get() == 429 ? 0 : 1;
            }
            var seconds = (System.nanoTime() - began) / 1e9;
            return accepted / (AT_ONCE + seconds * PER_MINUTE / 60);
        }
    }

    /** Of 30 guesses at one password, how many were evaluated, in shares of ten at once and ten a minute. */
    private static double guessSurplus(List<House> houses) {
        var guess = Map.of("email", UUID.randomUUID() + "@example.org", "password", "a guess");
        var began = System.nanoTime();
        var evaluated = 0;
        for (var i = 0; i < 30; i++) {
            evaluated += houses.get(i % houses.size()).stranger().post("/v1/auth/login", guess).status() == 401 ? 1 : 0;
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        return evaluated / (10 + seconds / 6);
    }

    private static List<String> parts(House house) {
        return house.stranger().get("/readyz").json().get("parts").valueStream()
                .map(p -> p.get("name").asString() + " " + p.get("state").asString()).toList();
    }
}
