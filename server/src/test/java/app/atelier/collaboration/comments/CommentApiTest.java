package app.atelier.collaboration.comments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.Event;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;

class CommentApiTest {

    private final House house = House.all();

    private String project(Client owner) {
        return owner.post("/v1/projects", Map.of("name", "Talk")).is(201).json().get("id").asString();
    }

    private String task(Client owner, String project, List<UUID> assignees) {
        return owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "Talk about it", "assigneeIds", assignees))
                .is(201).json().get("id").asString();
    }

    private JournalEntry last(Client client, String type) {
        return house.bean(Db.class).in(client.organization(), tx -> house.bean(JournalReader.class)
                .after(tx, 0, java.util.Set.of(type), 1000)).getLast();
    }

    @Test
    void aCommentIsWrittenReadChangedAndDeleted() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var task = task(owner, project(owner), List.of(member.id()));

        var written = owner.post("/v1/comments", Map.of("taskId", task, "body", " Looks **good**, @" + member.profile().get("username").asString()))
                .is(201);
        var id = written.json().get("id").asString();
        assertThat(written.header("ETag")).isEqualTo("\"1\"");
        assertThat(written.json().get("body").asString()).startsWith("Looks");
        assertThat(written.json().get("authorName").asString()).isEqualTo("Test Person");
        assertThat(written.json().get("imported").asBoolean()).isFalse();
        var entry = last(owner, "comment.created").data();
        assertThat(entry.get("assigneeIds").get(0).asString()).isEqualTo(member.id().toString());
        assertThat(entry.get("mentionedIds").get(0).asString()).isEqualTo(member.id().toString());
        assertThat(entry.get("taskTitle").asString()).isEqualTo("Talk about it");

        member.put("/v1/comments/" + id, Map.of("body", "mine now")).problem(403, "forbidden");
        owner.put("/v1/comments/" + id, Map.of("body", "Changed"), "If-Match", "\"7\"").problem(412, "lost-update");
        var changed = owner.put("/v1/comments/" + id, Map.of("body", "Changed"), "If-Match", "\"1\"").is(200).json();
        assertThat(changed.get("version").asInt()).isEqualTo(2);
        assertThat(changed.get("editedAt").isNull()).isFalse();

        member.delete("/v1/comments/" + id).problem(403, "forbidden");
        var own = member.post("/v1/comments", Map.of("taskId", task, "body", "mine")).is(201).json().get("id").asString();
        owner.delete("/v1/comments/" + own).is(204);
        owner.delete("/v1/comments/" + id).is(204);
        owner.delete("/v1/comments/" + id).problem(404, "not-found");
        assertThat(owner.get("/v1/comments?taskId=" + task).is(200).json().get("items")).isEmpty();
    }

    @Test
    void repeatingWithTheSameIdWritesOnce() {
        var owner = house.register();
        var task = task(owner, project(owner), List.of());
        var comment = Map.of("id", Ids.next(), "taskId", task, "body", "once");
        owner.post("/v1/comments", comment).is(201);
        owner.post("/v1/comments", comment).is(200);
        owner.post("/v1/comments", Map.of("id", comment.get("id"), "taskId", task, "body", "other")).problem(409, "conflict");
        assertThat(owner.get("/v1/comments?taskId=" + task).is(200).json().get("items")).hasSize(1);
    }

    @Test
    void pagesGoOnWhereTheyEnded() {
        var owner = house.register();
        var task = task(owner, project(owner), List.of());
        for (var i = 0; i < 5; i++) {
            owner.post("/v1/comments", Map.of("taskId", task, "body", "c" + i)).is(201);
        }
        var seen = new java.util.ArrayList<String>();
        var path = "/v1/comments?taskId=" + task + "&limit=2";
        for (var page = owner.get(path).is(200).json();; page = owner.get(path + "&cursor=" + page.get("next").asString()).is(200).json()) {
            page.get("items").forEach(c -> seen.add(c.get("body").asString()));
            if (page.get("next").isNull()) {
                break;
            }
        }
        assertThat(seen).containsExactly("c0", "c1", "c2", "c3", "c4");
        owner.get(path + "&cursor=nonsense").problem(400, "invalid-request");
    }

    @Test
    void whatOneMayNotSeeIsNotThere() {
        var owner = house.register();
        var guest = house.member(owner, Role.GUEST);
        var project = project(owner);
        var task = task(owner, project, List.of());
        var id = owner.post("/v1/comments", Map.of("taskId", task, "body", "internal")).is(201).json().get("id").asString();
        for (var other : List.of(guest, house.register())) {
            other.get("/v1/comments?taskId=" + task).problem(404, "not-found");
            other.post("/v1/comments", Map.of("taskId", task, "body", "hello")).problem(404, "not-found");
            other.put("/v1/comments/" + id, Map.of("body", "hello")).problem(404, "not-found");
            other.delete("/v1/comments/" + id).problem(404, "not-found");
            other.get("/v1/activity?taskId=" + task).problem(404, "not-found");
        }
        owner.patch("/v1/projects/" + project, Map.of("memberIds", List.of(guest.id()))).is(200);
        guest.post("/v1/comments", Map.of("taskId", task, "body", "as a guest")).is(201);
        house.stranger().get("/v1/comments?taskId=" + task).problem(401, "unauthenticated");
    }

    @Test
    void everyFieldHasLimits() {
        var owner = house.register();
        var task = task(owner, project(owner), List.of());
        assertThat(owner.post("/v1/comments", Map.of("taskId", task, "body", " ")).problem(422, "validation-failed")).containsOnlyKeys("body");
        assertThat(owner.post("/v1/comments", Map.of("taskId", task, "body", "x".repeat(20_001))).problem(422, "validation-failed")).containsOnlyKeys("body");
        assertThat(owner.post("/v1/comments", Map.of("body", "x")).problem(422, "validation-failed")).containsOnlyKeys("taskId");
        owner.post("/v1/comments", Map.of("taskId", task, "body", "a\u0000b")).problem(422, "validation-failed");
        owner.get("/v1/comments").problem(400, "invalid-request");
    }

    record Brought(UUID projectId, List<Map<String, Object>> comments) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("comments.imported", "project", projectId, "project:" + projectId);
        }
    }

    @Test
    void importedCommentsKeepTheirAuthorAndTimeAndComeOnce() {
        var owner = house.register();
        var project = project(owner);
        var task = task(owner, project, List.of());
        var at = Instant.parse("2019-03-04T05:06:07Z");
        var said = new Brought(UUID.fromString(project), List.of(Map.of("id", Ids.next(), "taskId", task, "authorName", "Old Friend", "at", at,
                "body", "from long ago")));
        for (var i = 0; i < 2; i++) {
            house.bean(Db.class).in(owner.organization(), tx -> {
                house.bean(Journal.class).record(tx, owner.id(), said);
                return null;
            });
        }
        var own = owner.post("/v1/comments", Map.of("taskId", task, "body", "now")).is(201);
        assertThat(own.status()).isEqualTo(201);
        var items = Await.until(() -> owner.get("/v1/comments?taskId=" + task).json().get("items"), i -> i.size() == 2);
        assertThat(items.get(0).get("authorName").asString()).isEqualTo("Old Friend");
        assertThat(items.get(0).get("createdAt").asString()).isEqualTo(at.toString());
        assertThat(items.get(0).get("imported").asBoolean()).isTrue();
        assertThat(items.get(0).get("authorId").isNull()).isTrue();
    }
}
