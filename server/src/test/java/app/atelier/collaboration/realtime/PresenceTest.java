package app.atelier.collaboration.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is here, over the live connection. */
class PresenceTest {

    private final House house = House.all();

    @Test
    void whoIsHereIsToldUntilTheConnectionEnds() {
        var ada = house.register();
        var ben = house.member(ada, Role.MEMBER);
        var project = ada.post("/v1/projects", Map.of("name", "Shared")).is(201).json().get("id").asString();
        var task = ada.post("/v1/projects/" + project + "/tasks", Map.of("title", "A task")).is(201).json().get("id").asString();
        try (var adas = LiveClient.open(house, ada.token(), null)) {
            adas.say(Map.of("type", "here", "projectId", project));
            assertThat(adas.message("presence").get("people").size()).isZero();
            try (var bens = LiveClient.open(house, ben.token(), null)) {
                bens.say(Map.of("type", "here", "projectId", project, "taskId", task, "mode", "editing"));
                var known = bens.message("presence").get("people").get(0);
                assertThat(known.get("personId").asString()).isEqualTo(ada.id().toString());
                assertThat(known.propertyNames()).containsExactlyInAnyOrder("connectionId", "personId", "projectId", "taskId", "editing");
                var came = adas.message("present").get("present");
                assertThat(came.get("personId").asString()).isEqualTo(ben.id().toString());
                assertThat(came.get("taskId").asString()).isEqualTo(task);
                assertThat(came.get("editing").asBoolean()).isTrue();
            }
            var left = adas.message("absent");
            assertThat(left.get("projectId").asString()).isEqualTo(project);
        }
    }

    @Test
    void nowhereIsAPlaceToo() {
        var ada = house.register();
        var ben = house.member(ada, Role.MEMBER);
        var project = ada.post("/v1/projects", Map.of("name", "Shared")).is(201).json().get("id").asString();
        try (var adas = LiveClient.open(house, ada.token(), null); var bens = LiveClient.open(house, ben.token(), null)) {
            adas.say(Map.of("type", "here", "projectId", project));
            adas.message("presence");
            bens.say(Map.of("type", "here", "projectId", project));
            adas.message("present");
            bens.say("{\"type\":\"here\",\"projectId\":null}");
            adas.message("absent");
        }
    }

    @Test
    void aClientThatSaysItTooOftenOnlySkipsSteps() {
        var ada = house.register();
        var project = ada.post("/v1/projects", Map.of("name", "Shared")).is(201).json().get("id").asString();
        var other = ada.post("/v1/projects", Map.of("name", "Other")).is(201).json().get("id").asString();
        try (var adas = LiveClient.open(house, ada.token(), null)) {
            for (var i = 0; i < 500; i++) {
                adas.say(Map.of("type", "here", "projectId", i % 2 == 0 ? other : UUID.randomUUID().toString()));
            }
            adas.say(Map.of("type", "here", "projectId", project));
            Await.until("the last place", () -> adas.messages.stream().anyMatch(m -> m.toString().contains(project)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"here\",\"projectId\":\"x\"}", "{\"type\":\"here\",\"projectId\":7}",
            "{\"type\":\"here\",\"projectId\":\"018f0000-0000-7000-8000-000000000000\",\"taskId\":\"y\"}",
            "{\"type\":\"here\",\"projectId\":null,\"mode\":\"dancing\"}"})
    void whatIsNoPlaceEndsTheConnection(String message) {
        try (var live = LiveClient.open(house, house.register().token(), null)) {
            live.say(message);
            live.awaitClosed(Closing.UNREADABLE.getCode());
        }
    }

    @Test
    void helloComesFirst() {
        try (var live = LiveClient.silent(house, null)) {
            live.say("{\"type\":\"here\",\"projectId\":null}");
            live.awaitClosed(Closing.UNREADABLE.getCode());
        }
    }
}
