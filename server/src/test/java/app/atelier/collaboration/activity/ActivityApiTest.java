package app.atelier.collaboration.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import app.atelier.House;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ActivityApiTest {

    private final House house = House.all();

    private static List<String> types(JsonNode page) {
        var types = new ArrayList<String>();
        page.get("items").forEach(i -> types.add(i.get("type").asString()));
        return types;
    }

    @Test
    void whatHappenedIsTold() {
        var owner = house.register();
        var guest = house.member(owner, Role.GUEST);
        var shown = owner.post("/v1/projects", Map.of("name", "Shown")).is(201).json().get("id").asString();
        var hidden = owner.post("/v1/projects", Map.of("name", "Hidden")).is(201).json().get("id").asString();
        var task = owner.post("/v1/projects/" + shown + "/tasks", Map.of("title", "One")).is(201).json().get("id").asString();
        owner.post("/v1/projects/" + shown + "/tasks", Map.of("title", "Other")).is(201);
        owner.patch("/v1/tasks/" + task, Map.of("title", "One more")).is(200);
        owner.post("/v1/comments", Map.of("taskId", task, "body", "done")).is(201);

        var ofTask = owner.get("/v1/activity?taskId=" + task).is(200).json();
        assertThat(types(ofTask)).containsExactly("comment.created", "task.changed", "task.created");
        assertThat(ofTask.get("items").get(0).get("actorName").asString()).isEqualTo("Test Person");
        assertThat(types(owner.get("/v1/activity?projectId=" + shown).is(200).json()))
                .containsExactly("comment.created", "task.changed", "task.created", "task.created", "project.created");

        var all = types(owner.get("/v1/activity").is(200).json());
        assertThat(all).contains("organization.created", "member.joined", "project.created").doesNotContain("person.invited");

        guest.get("/v1/activity?projectId=" + shown).problem(404, "not-found");
        assertThat(types(guest.get("/v1/activity").is(200).json())).isEmpty();
        owner.patch("/v1/projects/" + shown, Map.of("memberIds", List.of(guest.id()))).is(200);
        assertThat(types(guest.get("/v1/activity").is(200).json())).hasSize(6).doesNotContain("organization.created");
        guest.get("/v1/activity?projectId=" + hidden).problem(404, "not-found");

        var first = owner.get("/v1/activity?projectId=" + shown + "&limit=4").is(200).json();
        var second = owner.get("/v1/activity?projectId=" + shown + "&limit=4&cursor=" + first.get("next").asString()).is(200).json();
        assertThat(types(second)).containsExactly("task.created", "project.created");
        assertThat(second.get("next").isNull()).isTrue();
        assertThat(types(house.register().get("/v1/activity").is(200).json())).doesNotContain("task.created");
    }
}
