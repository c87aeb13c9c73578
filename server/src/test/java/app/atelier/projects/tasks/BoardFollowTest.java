package app.atelier.projects.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.journal.JournalReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The promise a live client rests on: a board, plus every journal entry of its project since, is the board as it is
 * now. Random commands from a fixed seed are sent, and the two are compared (after Zulip's {@code verify_action}).
 */
class BoardFollowTest {

    private static final int COMMANDS = 120;

    private final House house = House.all();
    private final Client ada = house.register();
    private final String path = "/v1/projects/" + ada.post("/v1/projects", Map.of("name", "Live")).is(201).json().get("id").asString();

    @ParameterizedTest
    @ValueSource(longs = {1, 20261123, 77})
    void aBoardAndWhatFollowedAreTheBoardNow(long seed) {
        var dice = new Random(seed);
        var before = ada.get(path + "/board").is(200).json();
        var trash = new ArrayList<String>();
        for (var i = 0; i < COMMANDS; i++) {
            command(dice, trash);
        }
        var after = ada.get(path + "/board").is(200).json();
        var entries = house.bean(Db.class).in(ada.organization(), tx ->
                house.bean(JournalReader.class).after(tx, before.get("seq").asLong(), 10_000));

        var mirror = new Mirror(before);
        entries.forEach(mirror::apply);
        assertThat(entries.getLast().seq()).isEqualTo(after.get("seq").asLong());
        assertThat(mirror.tasks).as("seed " + seed).isEqualTo(byId(after.get("tasks")));
        for (var part : List.of("statuses", "labels", "milestones")) {
            assertThat(mirror.parts.get(part)).as(part + ", seed " + seed).isEqualTo(byId(after.get("project").get(part)));
        }
        for (var field : List.of("name", "description", "color", "startDate", "dueDate", "version", "updatedAt")) {
            assertThat(mirror.project.get(field)).as(field).isEqualTo(after.get("project").get(field));
        }
    }

    private void command(Random dice, List<String> trash) {
        var board = ada.get(path + "/board").json();
        var tasks = board.get("tasks");
        var statuses = board.get("project").get("statuses");
        var task = tasks.isEmpty() ? null : tasks.get(dice.nextInt(tasks.size())).get("id").asString();
        switch (dice.nextInt(14)) {
            case 0, 1, 2 -> ada.post(path + "/tasks", draft(dice, board)).is(201);
            case 3 -> patch(task, Map.of("statusId", pick(dice, statuses), "position", Position.spread(50).get(dice.nextInt(50))));
            case 4 -> patch(task, Map.of("title", "T" + dice.nextInt(100), "priority", "high", "estimate", dice.nextInt(900)));
            case 5 -> patch(task, Map.of("labelIds", some(dice, board.get("project").get("labels")), "assigneeIds", List.of(ada.id())));
            case 6 -> patch(task, Map.of("checklist", List.of(Map.of("text", "a", "done", dice.nextBoolean()), Map.of("text", "b"))));
            case 7 -> {
                if (task != null && tasks.size() > 1) {
                    // May be refused when it would run in a circle; then nothing happened.
                    ada.patch("/v1/tasks/" + task, Map.of("parentId", pick(dice, tasks)));
                }
            }
            case 8 -> {
                if (task != null) {
                    ada.delete("/v1/tasks/" + task).is(204);
                    trash.add(task);
                }
            }
            case 9 -> {
                if (!trash.isEmpty()) {
                    ada.post("/v1/tasks/" + trash.removeLast() + "/restore", Map.of()).is(200);
                }
            }
            case 10 -> {
                var label = ada.post(path + "/labels", Map.of("name", "L" + dice.nextInt())).is(201).json().get("id").asString();
                ada.patch(path + "/labels/" + label, Map.of("color", "pink")).is(200);
                if (dice.nextBoolean()) {
                    ada.delete(path + "/labels/" + pick(dice, ada.get(path).json().get("labels"))).is(204);
                }
            }
            case 11 -> {
                var milestone = ada.post(path + "/milestones", Map.of("name", "M")).is(201).json().get("id").asString();
                patch(task, Map.of("milestoneId", milestone));
                if (dice.nextBoolean()) {
                    ada.delete(path + "/milestones/" + pick(dice, ada.get(path).json().get("milestones"))).is(204);
                }
            }
            case 12 -> {
                ada.post(path + "/statuses", Map.of("name", "S" + dice.nextInt(), "category", "doing")).is(201);
                if (statuses.size() > 3) {
                    ada.delete(path + "/statuses/" + pick(dice, statuses) + "?moveTo=" + pick(dice, statuses));
                }
                ada.patch(path + "/statuses/" + pick(dice, ada.get(path).json().get("statuses")),
                        Map.of("category", List.of("todo", "doing", "done").get(dice.nextInt(3))));
            }
            default -> ada.patch(path, Map.of("name", "P" + dice.nextInt(50), "description", "d" + dice.nextInt(3))).is(200);
        }
    }

    private void patch(String task, Map<String, Object> change) {
        if (task != null) {
            ada.patch("/v1/tasks/" + task, change).is(200);
        }
    }

    private static Map<String, Object> draft(Random dice, JsonNode board) {
        var draft = new HashMap<String, Object>(Map.of("title", "New " + dice.nextInt(1000)));
        if (dice.nextBoolean()) {
            draft.put("statusId", pick(dice, board.get("project").get("statuses")));
        }
        if (dice.nextInt(3) == 0 && !board.get("tasks").isEmpty()) {
            draft.put("parentId", board.get("tasks").get(0).get("id").asString());
        }
        // Eight levels are the limit: only tasks at the top become parents here.
        if (draft.containsKey("parentId") && !board.get("tasks").get(0).get("parentId").isNull()) {
            draft.remove("parentId");
        }
        return draft;
    }

    private static String pick(Random dice, JsonNode all) {
        return all.get(dice.nextInt(all.size())).get("id").asString();
    }

    private static List<String> some(Random dice, JsonNode all) {
        return all.valueStream().filter(_ -> dice.nextBoolean()).limit(20).map(n -> n.get("id").asString()).toList();
    }

    private static Map<String, JsonNode> byId(JsonNode all) {
        var map = new TreeMap<String, JsonNode>();
        all.forEach(one -> map.put(one.get("id").asString(), one));
        return map;
    }

    /** A client's picture of a project, changed by nothing but the journal. */
    private static final class Mirror {

        private final ObjectNode project;
        private final Map<String, JsonNode> tasks;
        private final Map<String, Map<String, JsonNode>> parts = new HashMap<>();

        Mirror(JsonNode board) {
            project = (ObjectNode) board.get("project").deepCopy();
            tasks = byId(board.get("tasks"));
            List.of("statuses", "labels", "milestones").forEach(part -> parts.put(part, byId(project.get(part))));
        }

        void apply(JournalEntry entry) {
            var data = entry.data();
            var id = entry.subjectId().toString();
            switch (entry.type()) {
                case "project.changed" -> project.setAll((ObjectNode) data.get("after"));
                case "task.created", "task.restored" -> tasks.put(id, summary(data.get("task")));
                case "task.changed" -> change((ObjectNode) tasks.get(id), data.get("after"));
                case "task.deleted" -> tasks.remove(id);
                case "status.created", "status.changed" -> parts.get("statuses").put(id, data.get("status"));
                case "status.deleted" -> parts.get("statuses").remove(id);
                case "label.created", "label.changed" -> parts.get("labels").put(id, data.get("label"));
                case "label.deleted" -> {
                    parts.get("labels").remove(id);
                    tasks.values().forEach(task -> ((ArrayNode) task.get("labelIds")).removeIf(l -> l.asString().equals(id)));
                }
                case "milestone.created", "milestone.changed" -> parts.get("milestones").put(id, data.get("milestone"));
                case "milestone.deleted" -> {
                    parts.get("milestones").remove(id);
                    tasks.values().stream().filter(t -> t.get("milestoneId").asString("").equals(id))
                            .forEach(t -> ((ObjectNode) t).putNull("milestoneId"));
                }
                default -> {
                    // Templates and members, which no board shows.
                }
            }
        }

        /** Without what only a single task shows. */
        private static JsonNode summary(JsonNode task) {
            return ((ObjectNode) task.deepCopy()).remove(List.of("description", "checklist", "createdBy", "projectName", "projectKey"));
        }

        private static void change(ObjectNode task, JsonNode after) {
            after.properties().stream().filter(f -> task.has(f.getKey())).forEach(f -> task.set(f.getKey(), f.getValue()));
        }
    }
}
