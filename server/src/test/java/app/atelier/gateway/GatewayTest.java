package app.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import app.atelier.House;
import org.junit.jupiter.api.Test;

class GatewayTest {

    private final House house = House.all();

    @Test
    void everyAnswerHasARequestIdAndSecurityHeaders() {
        var answer = house.stranger().get("/v1/users/me", "X-Request-Id", "from-a-client");

        assertThat(answer.header("X-Request-Id")).isEqualTo("from-a-client");
        assertThat(answer.json().get("requestId").asString()).isEqualTo("from-a-client");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(house.stranger().get("/healthz", "X-Request-Id", "with space").header("X-Request-Id")).doesNotContain(" ");
    }

    @Test
    void unknownRoutesAndWrongMethodsAreToldApart() {
        house.register().get("/v1/nothing").problem(404, "not-found");
        house.register().delete("/v1/users/me").problem(405, "method-not-allowed");
        house.register().get("/v1/organizations/not-an-id").problem(404, "not-found");
    }

    @Test
    void unreadableBodiesSayWhy() {
        var person = house.register();
        person.put("/v1/users/me", "{\"firstName\":").problem(400, "invalid-request");
        assertThat(person.put("/v1/users/me", "{\"firstName\":1}").problem(400, "invalid-request")).containsOnlyKeys("firstName");
        person.put("/v1/users/me", "x", "Content-Type", "text/plain").problem(415, "unsupported-media-type");
        person.put("/v1/users/me", "[".repeat(10_000)).problem(400, "invalid-request");
        person.put("/v1/users/me", "{\"firstName\":\"" + "x".repeat(2 << 20) + "\"}").problem(413, "too-large");
    }

    @Test
    void aPostWithAKeyActsOnceAndAnswersTheSame() throws Exception {
        var owner = house.register();
        var path = "/v1/organizations/" + owner.organization() + "/invitations";
        var body = Map.of("email", "guest@example.org", "role", "guest");
        var key = UUID.randomUUID().toString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 50)
                    .<Callable<String>>mapToObj(_ -> () -> owner.post(path, body, "Idempotency-Key", key).is(201).text()).toList());
            var different = new HashSet<String>();
            for (var answer : answers) {
                different.add(answer.get());
            }
            assertThat(different).hasSize(1);
        }
        owner.post(path, Map.of("email", "other@example.org", "role", "guest"), "Idempotency-Key", key)
                .problem(422, "idempotency-mismatch");
    }

    @Test
    void aRefusedPostIsReplayedToo() {
        var owner = house.register();
        var path = "/v1/organizations/" + owner.organization() + "/invitations";
        var body = Map.of("email", "nobody", "role", "guest");
        var first = owner.post(path, body, "Idempotency-Key", "k1");
        var second = owner.post(path, body, "Idempotency-Key", "k1");
        assertThat(second.status()).isEqualTo(first.status()).isEqualTo(422);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void theApiDescribesItself() {
        var document = house.stranger().get("/v1/openapi.json").is(200).json();
        assertThat(document.get("openapi").asString()).startsWith("3.1");
        assertThat(document.get("paths").has("/v1/users/register")).isTrue();
    }
}
