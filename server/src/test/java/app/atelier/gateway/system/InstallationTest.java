package app.atelier.gateway.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.Services;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A gateway in a process of its own asks the others how they are; one of those it was told of is not there. */
class InstallationTest {

    private static final String SECRET = "a secret among services, for tests";
    /** Port 1 takes no connections. */
    private static final String NOBODY = "http://localhost:1";

    private static House near;
    private static House gateway;
    private static Client administrator;

    @BeforeAll
    static void open() {
        near = House.only("all", Map.of("atelier.service.secret", SECRET));
        var settings = new HashMap<>(Map.of("atelier.service.secret", SECRET));
        Services.ALL.forEach(service -> settings.put("atelier.service." + service.name() + ".url",
                service.name().equals("projects") ? near.url() + "," + NOBODY : near.url()));
        settings.remove("atelier.service.gateway.url");
        gateway = House.beside(near, "gateway", settings);
        administrator = near.administrator();
    }

    @AfterAll
    static void close() {
        gateway.close();
        near.close();
    }

    private static Client.Answer ask(String method, String path, Object body) {
        return gateway.stranger().send(method, path, body, "Authorization", "Bearer " + administrator.token());
    }

    @Test
    void everyProcessIsShownOnceAndOneThatDoesNotAnswerIsALimitWhileAnotherDoesItsWork() {
        var seen = ask("GET", "/v1/system", null).is(200).json();
        var processes = seen.get("processes").valueStream().toList();
        assertThat(processes).hasSize(3);
        assertThat(processes.get(0).get("services").valueStream().map(JsonNode::asString)).containsExactly("gateway");
        assertThat(processes).extracting(p -> p.get("address").asString(null)).contains(null, near.url(), NOBODY);
        var away = processes.stream().filter(p -> p.get("address").asString("").equals(NOBODY)).findFirst().orElseThrow();
        assertThat(away.get("status").asString()).isEqualTo("down");
        assertThat(away.get("id").isNull()).isTrue();
        assertThat(away.get("services").get(0).asString()).isEqualTo("projects");
        assertThat(seen.get("status").asString()).isEqualTo("degraded");
        assertThat(seen.get("followers").findValuesAsString("service")).contains("notifications", "projects");
        assertThat(seen.get("storage").findValuesAsString("name")).containsOnlyOnce("Database");
    }

    @Test
    void aReplayIsPassedOnToWhoeverHasTheFollower() {
        var detail = ask("POST", "/v1/system/dead-letters/replay", Map.of("service", "notifications", "follower", "notices",
                "organizationId", UUID.randomUUID(), "seq", 7)).is(404).json().get("detail").asString();
        assertThat(detail).contains("not parked");
    }

    @Test
    void aPersonsTokenOpensNoProcess() {
        near.stranger().post("/internal/process/report", Map.of(), "Authorization", "Bearer " + administrator.token()).is(401);
    }
}
