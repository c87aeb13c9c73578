package app.atelier.projects.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.House;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProjectApiTest {

    private final House house = House.all();

    private static List<String> names(JsonNode items) {
        return items.valueStream().map(i -> i.get("name").asString()).toList();
    }

    @Test
    void aNameIsEnough() {
        var ada = house.register();
        var made = ada.post("/v1/projects", Map.of("name", "Harbour website")).is(201);
        var project = made.json();

        assertThat(made.header("Location")).isEqualTo("/v1/projects/" + project.get("id").asString());
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(project.get("key").asString()).isEqualTo("HW");
        assertThat(names(project.get("statuses"))).containsExactly("To do", "In progress", "Done");
        assertThat(project.get("state").asString()).isEqualTo("active");
        assertThat(project.get("origin").isNull()).isTrue();
        assertThat(ada.get("/v1/projects/" + project.get("id").asString()).is(200).json()).isEqualTo(project);
    }

    @Test
    void theSameCommandTwiceMakesOneProjectAndAnotherUnderItsIdNone() {
        var ada = house.register();
        var body = Map.of("id", UUID.randomUUID(), "name", "Once");
        ada.post("/v1/projects", body).is(201);
        ada.post("/v1/projects", body).is(200);
        ada.post("/v1/projects", Map.of("id", body.get("id"), "name", "Twice")).problem(409, "conflict");
        assertThat(names(ada.get("/v1/projects").is(200).json().get("items"))).containsExactly("Once");
    }

    @Test
    void everyFieldSaysWhatIsWrongWithIt() {
        var ada = house.register();
        assertThat(ada.post("/v1/projects", Map.of("name", " ", "key", "x")).problem(422, "validation-failed"))
                .containsOnlyKeys("name", "key");
        assertThat(ada.post("/v1/projects", Map.of("name", "x", "startDate", "2026-02-02", "dueDate", "2026-02-01"))
                .problem(422, "validation-failed")).containsOnlyKeys("dueDate");
        assertThat(ada.post("/v1/projects", Map.of("name", "x", "color", "mauve")).problem(400, "invalid-request"))
                .containsOnlyKeys("color");
        assertThat(ada.post("/v1/projects", Map.of("name", "x", "organizationId", UUID.randomUUID()))
                .problem(400, "invalid-request")).containsOnlyKeys("organizationId");
        assertThat(ada.post("/v1/projects", Map.of("name", "x", "templateId", UUID.randomUUID()))
                .problem(422, "validation-failed")).containsOnlyKeys("templateId");
    }

    @Test
    void aKeyBelongsToOneProject() {
        var ada = house.register();
        ada.post("/v1/projects", Map.of("name", "One", "key", "SAME")).is(201);
        assertThat(ada.post("/v1/projects", Map.of("name", "Two", "key", "SAME")).problem(409, "conflict"))
                .containsOnlyKeys("key");
    }

    @Test
    void aPatchChangesOnlyWhatItNamesAndLosesNoUpdate() {
        var ada = house.register();
        var path = "/v1/projects/" + ada.post("/v1/projects", Map.of("name", "Old", "startDate", "2026-01-05")).is(201)
                .json().get("id").asString();

        var changed = ada.patch(path, "{\"name\": \"New\", \"startDate\": null}", "If-Match", "\"1\"").is(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.json().get("name").asString()).isEqualTo("New");
        assertThat(changed.json().get("startDate").isNull()).isTrue();

        ada.patch(path, Map.of("name", "Newer"), "If-Match", "\"1\"").problem(412, "lost-update");
        assertThat(ada.patch(path, "{\"name\": null}").problem(422, "validation-failed")).containsOnlyKeys("name");
        assertThat(ada.patch(path, Map.of("memberIds", List.of(UUID.randomUUID()))).problem(422, "validation-failed"))
                .containsOnlyKeys("memberIds");
        assertThat(ada.put(path, Map.of("name", "Put", "state", "archived")).is(200).json().get("state").asString())
                .isEqualTo("archived");
        assertThat(ada.get("/v1/projects").json().get("items")).isEmpty();
        assertThat(ada.get("/v1/projects?state=archived").json().get("items")).hasSize(1);
        assertThat(ada.get("/v1/projects?state=lost").problem(422, "validation-failed")).containsOnlyKeys("state");
    }

    @Test
    void listsComeAPageAtATimeByName() {
        var ada = house.register();
        for (var name : List.of("b", "C", "a")) {
            ada.post("/v1/projects", Map.of("name", name)).is(201);
        }
        var first = ada.get("/v1/projects?limit=2").is(200).json();
        assertThat(names(first.get("items"))).containsExactly("a", "b");
        var second = ada.get("/v1/projects?limit=2&cursor=" + first.get("next").asString()).is(200).json();
        assertThat(names(second.get("items"))).containsExactly("C");
        assertThat(second.get("next").isNull()).isTrue();
        ada.get("/v1/projects?cursor=rubbish").problem(400, "invalid-request");
    }

    @Test
    void theTrashGivesBackWhatItTook() {
        var ada = house.register();
        var path = "/v1/projects/" + ada.post("/v1/projects", Map.of("name", "Gone")).json().get("id").asString();
        var task = ada.post(path + "/tasks", Map.of("title", "Inside")).is(201).json().get("id").asString();

        ada.delete(path).is(204);
        ada.get(path).problem(404, "not-found");
        ada.get(path + "/board").problem(404, "not-found");
        ada.get("/v1/tasks/" + task).problem(404, "not-found");
        ada.post(path + "/restore", Map.of()).is(200);
        ada.get("/v1/tasks/" + task).is(200);
    }

    @Test
    void othersAndGuestsSeeNothingAndGuestsOfAProjectOnlyLook() {
        var ada = house.register();
        var path = "/v1/projects/" + ada.post("/v1/projects", Map.of("name", "Secret")).json().get("id").asString();
        var task = "/v1/tasks/" + ada.post(path + "/tasks", Map.of("title", "Quiet")).is(201).json().get("id").asString();
        var stranger = house.register();
        var guest = house.member(ada, Role.GUEST);
        var member = house.member(ada, Role.MEMBER);

        for (var who : List.of(stranger, guest)) {
            for (var address : List.of(path, path + "/board", path + "/tasks", task)) {
                who.get(address).problem(404, "not-found");
            }
            who.patch(task, Map.of("title", "Mine")).problem(404, "not-found");
            who.delete(path).problem(404, "not-found");
            assertThat(who.get("/v1/projects").json().get("items")).isEmpty();
            assertThat(who.get("/v1/tasks?q=Quiet").json().get("items")).isEmpty();
        }
        house.stranger().get(path).problem(401, "unauthenticated");
        member.patch(task, Map.of("title", "Ours")).is(200);

        ada.patch(path, Map.of("memberIds", List.of(guest.id()))).is(200);
        guest.get(path + "/board").is(200);
        guest.get(task).is(200);
        guest.patch(task, Map.of("title", "Mine")).problem(403, "forbidden");
        guest.post(path + "/tasks", Map.of("title", "Mine")).problem(403, "forbidden");
        guest.post("/v1/projects", Map.of("name", "Mine")).problem(403, "forbidden");
        guest.delete(path).problem(403, "forbidden");
    }

    @Test
    void statusesCanBeAddedChangedAndDeletedWhenTheirTasksHaveAPlace() {
        var ada = house.register();
        var project = ada.post("/v1/projects", Map.of("name", "Board")).json();
        var path = "/v1/projects/" + project.get("id").asString();
        var todo = project.get("statuses").get(0).get("id").asString();
        var done = project.get("statuses").get(2).get("id").asString();
        var task = ada.post(path + "/tasks", Map.of("title", "Card")).json().get("id").asString();

        var review = ada.post(path + "/statuses", Map.of("name", "Review", "category", "doing", "wipLimit", 3)).is(201).json();
        assertThat(names(ada.get(path).json().get("statuses"))).containsExactly("To do", "In progress", "Done", "Review");
        assertThat(ada.post(path + "/statuses", Map.of("name", "REVIEW", "category", "doing")).problem(409, "conflict"))
                .containsOnlyKeys("name");
        assertThat(ada.post(path + "/statuses", Map.of("name", "x", "category", "doing", "wipLimit", 0))
                .problem(422, "validation-failed")).containsOnlyKeys("wipLimit");
        ada.patch(path + "/statuses/" + review.get("id").asString(), Map.of("position", "l")).is(200);

        ada.delete(path + "/statuses/" + todo).problem(409, "conflict");
        ada.delete(path + "/statuses/" + todo + "?moveTo=" + UUID.randomUUID()).problem(422, "validation-failed");
        ada.delete(path + "/statuses/" + todo + "?moveTo=" + done).is(204);
        var moved = ada.get("/v1/tasks/" + task).json();
        assertThat(moved.get("statusId").asString()).isEqualTo(done);
        assertThat(moved.get("completedAt").isNull()).isFalse();

        ada.patch(path + "/statuses/" + done, Map.of("category", "doing")).is(200);
        assertThat(ada.get("/v1/tasks/" + task).json().get("completedAt").isNull()).isTrue();
    }

    @Test
    void labelsAndMilestonesLeaveTheirTasksWhenTheyGo() {
        var ada = house.register();
        var path = "/v1/projects/" + ada.post("/v1/projects", Map.of("name", "Parts")).json().get("id").asString();
        var label = ada.post(path + "/labels", Map.of("name", "Bug", "color", "red")).is(201).json().get("id").asString();
        var milestone = ada.post(path + "/milestones", Map.of("name", "Beta", "dueDate", "2026-05-01")).is(201).json()
                .get("id").asString();
        var task = "/v1/tasks/" + ada.post(path + "/tasks",
                Map.of("title", "Card", "labelIds", List.of(label), "milestoneId", milestone)).is(201).json().get("id").asString();

        ada.patch(path + "/labels/" + label, Map.of("color", "pink")).is(200);
        assertThat(ada.patch(path + "/milestones/" + milestone, Map.of("startDate", "2026-06-01"))
                .problem(422, "validation-failed")).containsOnlyKeys("dueDate");
        ada.patch(path + "/milestones/" + milestone, Map.of("completedAt", "2026-05-01T08:00:00Z")).is(200);

        ada.delete(path + "/labels/" + label).is(204);
        ada.delete(path + "/milestones/" + milestone).is(204);
        var left = ada.get(task).is(200).json();
        assertThat(left.get("labelIds")).isEmpty();
        assertThat(left.get("milestoneId").isNull()).isTrue();
        ada.delete(path + "/labels/" + label).problem(404, "not-found");
    }
}
