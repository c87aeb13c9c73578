package app.atelier.projects.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TaskApiTest {

    private final House house = House.all();
    private final Client ada = house.register();
    private final JsonNode project = ada.post("/v1/projects", Map.of("name", "Harbour", "key", "HBR")).is(201).json();
    private final String path = "/v1/projects/" + project.get("id").asString();

    private String status(int index) {
        return project.get("statuses").get(index).get("id").asString();
    }

    private JsonNode add(String title) {
        return ada.post(path + "/tasks", Map.of("title", title)).is(201).json();
    }

    private static String id(JsonNode node) {
        return node.get("id").asString();
    }

    @Test
    void aTitleIsEnough() {
        var task = add("  First  ");
        assertThat(task.get("title").asString()).isEqualTo("First");
        assertThat(task.get("key").asString()).isEqualTo("HBR-1");
        assertThat(task.get("statusId").asString()).isEqualTo(status(0));
        assertThat(task.get("priority").asString()).isEqualTo("none");
        assertThat(task.get("description").asString()).isEmpty();
        assertThat(task.get("version").asInt()).isEqualTo(1);
        assertThat(task.get("projectName").asString()).isEqualTo("Harbour");
        assertThat(ada.get("/v1/tasks/" + id(task)).is(200).json()).isEqualTo(task);
        assertThat(add("Second").get("position").asString()).isGreaterThan(task.get("position").asString());
    }

    @Test
    void everythingThatCanBeSaidIsKept() {
        var label = id(ada.post(path + "/labels", Map.of("name", "Bug")).is(201).json());
        var parent = id(add("Parent"));
        var body = new HashMap<String, Object>(Map.of("id", UUID.randomUUID(), "title", "Whole", "description", "# Why\n**so**",
                "statusId", status(1), "priority", "urgent", "assigneeIds", List.of(ada.id()), "labelIds", List.of(label),
                "startDate", "2026-03-01", "dueDate", "2026-03-09", "estimate", 90));
        body.put("parentId", parent);
        body.put("position", "a1");
        body.put("checklist", List.of(Map.of("text", "One", "done", true, "heading", "Group"), Map.of("text", "Two")));
        var task = ada.post(path + "/tasks", body).is(201).json();

        for (var field : List.of("title", "description", "statusId", "priority", "startDate", "dueDate", "parentId", "position")) {
            assertThat(task.get(field).asString()).as(field).isEqualTo(body.get(field));
        }
        assertThat(task.get("estimate").asInt()).isEqualTo(90);
        assertThat(task.get("checklistTotal").asInt()).isEqualTo(2);
        assertThat(task.get("checklistDone").asInt()).isEqualTo(1);
        assertThat(task.get("checklist").get(0).get("heading").asString()).isEqualTo("Group");
        assertThat(task.get("checklist").get(1).get("heading").isNull()).isTrue();
        assertThat(task.get("hasDescription").asBoolean()).isTrue();
        assertThat(ada.get("/v1/tasks/" + id(task)).json()).isEqualTo(task);
        assertThat(ada.post(path + "/tasks", body).is(200).json()).isEqualTo(task);
        body.put("title", "Another");
        ada.post(path + "/tasks", body).problem(409, "conflict");
    }

    @Test
    void everyFieldHasItsLimitAndSaysSo() {
        var task = "/v1/tasks/" + id(add("Card"));
        Map<String, Object> wrong = Map.ofEntries(Map.entry("title", "x".repeat(501)), Map.entry("description", "x".repeat(100_001)),
                Map.entry("statusId", UUID.randomUUID()), Map.entry("assigneeIds", List.of(UUID.randomUUID())),
                Map.entry("labelIds", List.of(UUID.randomUUID())), Map.entry("estimate", 600_001), Map.entry("dueDate", "1600-01-01"),
                Map.entry("parentId", UUID.randomUUID()), Map.entry("milestoneId", UUID.randomUUID()), Map.entry("position", "a0"));
        wrong.forEach((field, value) ->
                assertThat(ada.patch(task, Map.of(field, value)).problem(422, "validation-failed")).containsOnlyKeys(field));
        assertThat(ada.patch(task, Map.of("checklist", List.of(Map.of("text", " ")))).problem(422, "validation-failed"))
                .containsOnlyKeys("checklist[0].text");
        assertThat(ada.patch(task, Map.of("priority", "huge")).problem(400, "invalid-request")).containsOnlyKeys("priority");
        assertThat(ada.patch(task, Map.of("colour", "red")).problem(400, "invalid-request")).containsOnlyKeys("colour");
        assertThat(ada.patch(task, Map.of("estimate", "long")).problem(400, "invalid-request")).containsOnlyKeys("estimate");
        assertThat(ada.get(task).json().get("version").asInt()).isEqualTo(1);
        ada.get("/v1/tasks/nonsense").problem(404, "not-found");
    }

    @Test
    void doneIsWhereTheStatusSaysSo() {
        var task = "/v1/tasks/" + id(add("Card"));
        assertThat(ada.patch(task, Map.of("statusId", status(2))).is(200).json().get("completedAt").isNull()).isFalse();
        var summary = ada.get(path).json();
        assertThat(summary.get("doneTasks").asInt()).isEqualTo(1);
        assertThat(summary.get("openTasks").asInt()).isZero();
        assertThat(ada.patch(task, Map.of("statusId", status(1))).is(200).json().get("completedAt").isNull()).isTrue();
    }

    @Test
    void aPatchThatChangesNothingIsNoChange() {
        var task = "/v1/tasks/" + id(add("Card"));
        assertThat(ada.patch(task, Map.of("title", "Card")).is(200).json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void putReplacesAndPatchMerges() {
        var task = "/v1/tasks/" + id(ada.post(path + "/tasks", Map.of("title", "Card", "description", "text", "estimate", 5)).json());
        var put = ada.put(task, Map.of("title", "Other")).is(200).json();
        assertThat(put.get("description").asString()).isEmpty();
        assertThat(put.get("estimate").isNull()).isTrue();
        assertThat(put.get("statusId").asString()).isEqualTo(status(0));
        ada.patch(task, Map.of("estimate", 7), "If-Match", "\"2\"").is(200);
        ada.patch(task, Map.of("estimate", 8), "If-Match", "\"2\"").problem(412, "lost-update");
        assertThat(ada.patch(task, "{\"estimate\":null}").is(200).json().get("estimate").isNull()).isTrue();
        ada.delete(task, "If-Match", "\"1\"").problem(412, "lost-update");
    }

    @Test
    void theBoardIsWholeAndSaysWhereToFollowFrom() {
        var first = add("First");
        var second = add("Second");
        ada.patch("/v1/tasks/" + id(second), Map.of("position", "1")).is(200);
        var board = ada.get(path + "/board").is(200).json();

        assertThat(board.get("tasks").valueStream().map(TaskApiTest::id)).containsExactly(id(second), id(first));
        assertThat(board.get("project").get("name").asString()).isEqualTo("Harbour");
        var head = house.bean(Db.class).in(ada.organization(), tx -> house.bean(JournalReader.class).head(tx));
        assertThat(board.get("seq").asLong()).isEqualTo(head);
        var summary = board.get("tasks").get(1);
        for (var field : summary.propertyNames()) {
            assertThat(summary.get(field)).as(field).isEqualTo(first.get(field));
        }
    }

    @Test
    void aKeptBoardIsSentAgainOnlyWhileNothingChanged() {
        var task = add("First");
        var board = ada.get(path + "/board").is(200);
        var etag = board.header("ETag");
        ada.get(path + "/board", "If-None-Match", etag).is(304);
        ada.post("/v1/projects", Map.of("name", "Elsewhere")).is(201);
        assertThat(ada.get(path + "/board", "If-None-Match", etag).is(304).bytes()).isEmpty();

        ada.patch("/v1/tasks/" + id(task), Map.of("title", "Changed")).is(200);
        var after = ada.get(path + "/board", "If-None-Match", etag).is(200);
        assertThat(after.json().get("tasks").get(0).get("title").asString()).isEqualTo("Changed");
        assertThat(after.json().get("seq").asLong()).isGreaterThan(board.json().get("seq").asLong());
        house.register().get(path + "/board").problem(404, "not-found");
    }

    @Test
    void aBoardTravelsCompressedWhenAsked() throws Exception {
        add("First");
        var zipped = ada.get(path + "/board", "Accept-Encoding", "gzip").is(200);
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        try (var in = new GZIPInputStream(new ByteArrayInputStream(zipped.bytes()))) {
            assertThat(in.readAllBytes()).isEqualTo(ada.get(path + "/board").is(200).bytes());
        }
    }

    @Test
    void theJournalTellsWhatChanged() {
        var task = add("Old");
        ada.patch("/v1/tasks/" + id(task), Map.of("title", "New", "statusId", status(2))).is(200);
        var entry = house.bean(Db.class).in(ada.organization(), tx ->
                house.bean(JournalReader.class).after(tx, 0, List.of("task.changed"), 10)).getLast();

        assertThat(entry.subjectId()).hasToString(id(task));
        assertThat(entry.audience()).isEqualTo("project:" + id(project));
        assertThat(entry.data().get("before").get("title").asString()).isEqualTo("Old");
        assertThat(entry.data().get("after").get("title").asString()).isEqualTo("New");
        assertThat(entry.data().get("after").get("version").asInt()).isEqualTo(2);
        assertThat(entry.data().get("after").propertyNames())
                .containsExactlyInAnyOrder("title", "statusId", "completedAt", "updatedAt", "version");
    }

    @Test
    void subtasksGoAndComeBackWithTheirParentAndNeverRunInCircles() {
        var parent = id(add("Parent"));
        var child = id(ada.post(path + "/tasks", Map.of("title", "Child", "parentId", parent)).is(201).json());
        var grandchild = id(ada.post(path + "/tasks", Map.of("title", "Grandchild", "parentId", child)).is(201).json());
        assertThat(ada.patch("/v1/tasks/" + parent, Map.of("parentId", grandchild)).problem(422, "validation-failed"))
                .containsOnlyKeys("parentId");

        ada.delete("/v1/tasks/" + grandchild).is(204);
        ada.delete("/v1/tasks/" + parent).is(204);
        ada.get("/v1/tasks/" + child).problem(404, "not-found");
        ada.post("/v1/tasks/" + parent + "/restore", Map.of()).is(200);
        ada.get("/v1/tasks/" + child).is(200);
        ada.get("/v1/tasks/" + grandchild).problem(404, "not-found");

        ada.delete("/v1/tasks/" + parent).is(204);
        assertThat(ada.post("/v1/tasks/" + child + "/restore", Map.of()).is(200).json().get("parentId").isNull()).isTrue();
    }

    @Test
    void listsAreFilteredSortedAndPaged() {
        var titles = List.of("Alpha", "Beta one", "Beta two", "Gamma");
        var ids = new ArrayList<String>();
        titles.forEach(t -> ids.add(id(add(t))));
        ada.patch("/v1/tasks/" + ids.get(3), Map.of("dueDate", "2026-01-01", "assigneeIds", List.of(ada.id()), "statusId", status(1))).is(200);

        for (var sort : List.of("position", "created", "updated", "due")) {
            var seen = new ArrayList<String>();
            var next = "";
            do {
                var page = ada.get(path + "/tasks?limit=1&sort=" + sort + next).is(200).json();
                page.get("items").forEach(t -> seen.add(t.get("title").asString()));
                next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
            } while (next != null);
            assertThat(seen).as(sort).containsExactlyInAnyOrderElementsOf(titles);
            assertThat(seen.getFirst()).as(sort).isEqualTo(sort.equals("position") ? "Alpha" : "Gamma");
        }
        assertThat(ada.get(path + "/tasks?q=beta").json().get("items")).hasSize(2);
        assertThat(ada.get(path + "/tasks?q=hbr-1").json().get("items")).hasSize(1);
        assertThat(ada.get(path + "/tasks?q=100%25").json().get("items")).isEmpty();
        assertThat(ada.get(path + "/tasks?statusId=" + status(1)).json().get("items")).hasSize(1);
        var mine = ada.get("/v1/tasks?assignee=me&open=true").is(200).json().get("items");
        assertThat(mine).hasSize(1);
        assertThat(mine.get(0).get("projectName").asString()).isEqualTo("Harbour");
        ada.get("/v1/tasks?assignee=you").problem(422, "validation-failed");
        ada.get(path + "/tasks?sort=title").problem(422, "validation-failed");
        ada.get(path + "/tasks?cursor=x").problem(400, "invalid-request");
    }

    @Test
    void manyAtOnceEachGetANumberOfTheirOwn() throws Exception {
        var numbers = new HashSet<Integer>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = new ArrayList<Future<JsonNode>>();
            for (var i = 0; i < 40; i++) {
                made.add(pool.submit(() -> add("Parallel")));
            }
            for (var task : made) {
                numbers.add(task.get().get("number").asInt());
            }
        }
        assertThat(numbers).hasSize(40);
    }
}
