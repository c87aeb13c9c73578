package app.atelier.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Webhooks as they are set up, in a house that lets them out to the internet only. */
class WebhookApiTest {

    private static final House HOUSE = House.all();
    private static final String URL = "https://93.184.216.34/hooks";

    private final Client owner = HOUSE.register();

    private static Map<String, Object> webhook(String url, String... types) {
        return Map.of("url", url, "types", List.of(types), "description", "For the test", "enabled", false);
    }

    private JsonNode create() {
        return owner.post("/v1/webhooks", webhook(URL, "task.*")).is(201).json();
    }

    private String path(JsonNode webhook) {
        return "/v1/webhooks/" + webhook.get("id").asString();
    }

    @Test
    void theSecretIsShownOnce() {
        var id = UUID.randomUUID();
        var body = Map.of("id", id, "url", URL, "types", List.of("task.*", "order.paid", "task.*"), "enabled", false);
        var made = owner.post("/v1/webhooks", body).is(201).json();
        assertThat(made.get("secret").asString()).startsWith("whsec_");
        assertThat(made.get("types").valueStream().map(JsonNode::asString)).containsExactly("task.*", "order.paid");
        assertThat(owner.post("/v1/webhooks", body).is(200).json().get("secret").isNull()).isTrue();
        owner.post("/v1/webhooks", Map.of("id", id, "url", URL, "types", List.of("task.*"))).problem(409, "conflict");
        assertThat(owner.get(path(made)).is(200).json().has("secret")).isFalse();
        assertThat(owner.get("/v1/webhooks").is(200).text()).contains(id.toString()).doesNotContain("whsec_");
        var rotated = owner.post(path(made) + "/rotate-secret", Map.of()).is(200).json();
        assertThat(rotated.get("secret").asString()).startsWith("whsec_").isNotEqualTo(made.get("secret").asString());
    }

    @Test
    void whatIsKeptIsSaidAndChangesKeepWhatTheyDoNotName() {
        var made = create();
        var changed = owner.patch(path(made), Map.of("description", "Other"), "If-Match", "\"1\"").is(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.json().get("url").asString()).isEqualTo(URL);
        assertThat(changed.json().get("description").asString()).isEqualTo("Other");
        owner.patch(path(made), Map.of("description", "Late"), "If-Match", "\"1\"").problem(412, "lost-update");
        var replaced = owner.put(path(made), Map.of("url", URL, "types", List.of("*"), "enabled", false)).is(200).json();
        assertThat(replaced.get("description").asString()).isEmpty();
        owner.delete(path(made)).is(204);
        owner.get(path(made)).problem(404, "not-found");
    }

    @Test
    void badInputIsNamed() {
        assertThat(owner.post("/v1/webhooks", webhook(URL)).problem(422, "validation-failed")).containsKey("types");
        assertThat(owner.post("/v1/webhooks", webhook(URL, "task.created", "Not a type")).problem(422, "validation-failed")).containsKey("types[1]");
        assertThat(owner.post("/v1/webhooks", webhook(URL, "task")).problem(422, "validation-failed")).containsKey("types[0]");
        assertThat(owner.post("/v1/webhooks", Map.of("types", List.of("*"))).problem(422, "validation-failed")).containsKey("url");
        assertThat(owner.post("/v1/webhooks", Map.of("url", URL, "types", List.of("*"), "description", "x".repeat(501)))
                .problem(422, "validation-failed")).containsKey("description");
        owner.post("/v1/webhooks", Map.of("url", URL, "types", List.of("*"), "secret", "mine")).problem(400, "invalid-request");
        var made = create();
        assertThat(owner.patch(path(made), "{\"url\":null}").problem(422, "validation-failed")).containsKey("url");
        assertThat(owner.get(path(made) + "/deliveries?state=lost").problem(422, "validation-failed")).containsKey("state");
        owner.get(path(made) + "/deliveries?cursor=x").problem(400, "invalid-request");
    }

    /** security.md 23: the rules hold when it is made, and on PUT and PATCH, too. */
    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://localhost/", "https://10.0.0.1/", "https://169.254.169.254/latest/", "https://[::ffff:127.0.0.1]/",
            "https://2130706433/", "https://0177.0.0.1/", "https://user@93.184.216.34/", "http://93.184.216.34/", "http://127.0.0.1:8080/"})
    void internalAddressesAreRefusedOnPatchToo(String url) {
        assertThat(owner.post("/v1/webhooks", webhook(url, "*")).problem(422, "validation-failed")).containsOnlyKeys("url");
        var made = create();
        assertThat(owner.put(path(made), webhook(url, "*")).problem(422, "validation-failed")).containsOnlyKeys("url");
        assertThat(owner.patch(path(made), Map.of("url", url)).problem(422, "validation-failed")).containsOnlyKeys("url");
        assertThat(owner.get(path(made)).is(200).json().get("url").asString()).isEqualTo(URL);
    }

    @Test
    void onlyWhoManagesWebhooksSeesThem() {
        var made = create();
        for (var role : List.of(Role.MEMBER, Role.GUEST)) {
            var person = HOUSE.member(owner, role);
            person.get("/v1/webhooks").problem(403, "forbidden");
            person.post("/v1/webhooks", webhook(URL, "*")).problem(403, "forbidden");
            person.post(path(made) + "/ping", Map.of()).problem(403, "forbidden");
        }
        HOUSE.member(owner, Role.ADMIN).get(path(made)).is(200);
        HOUSE.stranger().get("/v1/webhooks").problem(401, "unauthenticated");
    }

    @Test
    void anotherOrganizationsWebhookDoesNotExist() {
        var made = create();
        var other = HOUSE.register();
        assertThat(other.get("/v1/webhooks").is(200).json().get("items")).isEmpty();
        other.get(path(made)).problem(404, "not-found");
        other.patch(path(made), Map.of("enabled", true)).problem(404, "not-found");
        other.put(path(made), webhook(URL, "*")).problem(404, "not-found");
        other.delete(path(made)).problem(404, "not-found");
        other.post(path(made) + "/rotate-secret", Map.of()).problem(404, "not-found");
        other.post(path(made) + "/ping", Map.of()).problem(404, "not-found");
        other.get(path(made) + "/deliveries").problem(404, "not-found");
        other.post(path(made) + "/deliveries/" + UUID.randomUUID() + "/replay", Map.of()).problem(404, "not-found");
    }

    @Test
    void thereAreTwentyAtMost() {
        for (var i = 0; i < 20; i++) {
            create();
        }
        owner.post("/v1/webhooks", webhook(URL, "*")).problem(409, "conflict");
    }
}
