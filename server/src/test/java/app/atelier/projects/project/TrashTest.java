package app.atelier.projects.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.platform.db.Db;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class TrashTest {

    private final House house = House.all();

    @Test
    void afterThirtyDaysTheTrashIsEmptyAndNotBefore() {
        var ada = house.register();
        var kept = "/v1/projects/" + ada.post("/v1/projects", Map.of("name", "Kept")).json().get("id").asString();
        var gone = "/v1/projects/" + ada.post("/v1/projects", Map.of("name", "Gone")).json().get("id").asString();
        var parent = ada.post(kept + "/tasks", Map.of("title", "Parent")).json().get("id").asString();
        var child = ada.post(kept + "/tasks", Map.of("title", "Child", "parentId", parent)).json().get("id").asString();
        var other = ada.post(gone + "/tasks", Map.of("title", "Inside")).json().get("id").asString();
        ada.post(gone + "/tasks", Map.of("title", "Under it", "parentId", other)).is(201);
        ada.delete("/v1/tasks/" + parent).is(204);
        ada.delete(gone).is(204);

        house.bean(Trash.class).empty(ada.organization(), Instant.now().plus(Trash.KEPT).minus(Duration.ofHours(1)));
        ada.post("/v1/tasks/" + parent + "/restore", Map.of()).is(200);
        ada.post(gone + "/restore", Map.of()).is(200);
        ada.delete("/v1/tasks/" + parent).is(204);
        ada.delete(gone).is(204);

        house.bean(Trash.class).empty(ada.organization(), Instant.now().plus(Trash.KEPT).plus(Duration.ofHours(1)));
        ada.post("/v1/tasks/" + parent + "/restore", Map.of()).problem(404, "not-found");
        ada.post("/v1/tasks/" + child + "/restore", Map.of()).problem(404, "not-found");
        ada.post(gone + "/restore", Map.of()).problem(404, "not-found");
        ada.get(kept + "/board").is(200);
        assertThat(ada.post("/v1/projects", Map.of("name", "Gone")).is(201).json().get("key").asString()).isEqualTo("GON");
    }

    @Test
    void whatLayAtItsTasksGoesWithThem() {
        var ada = house.register();
        var project = "/v1/projects/" + ada.post("/v1/projects", Map.of("name", "Gone")).json().get("id").asString();
        var task = ada.post(project + "/tasks", Map.of("title", "With a past")).json().get("id").asString();
        var kept = ada.post(project + "/tasks", Map.of("title", "Stays")).json().get("id").asString();
        for (var at : List.of(task, kept)) {
            ada.post("/v1/comments", Map.of("taskId", at, "body", "said")).is(201);
            ada.post("/v1/files?name=a.txt&taskId=" + at, "content", "Content-Type", "text/plain").is(201);
        }
        ada.delete("/v1/tasks/" + task).is(204);
        house.bean(Trash.class).empty(ada.organization(), Instant.now().plus(Trash.KEPT).plus(Duration.ofHours(1)));

        for (var table : List.of("collaboration.comment", "files.file")) {
            Await.until("one row left in " + table, () -> house.bean(Db.class).in(ada.organization(),
                    tx -> tx.sql().fetchCount(DSL.table(table))) == 1);
        }
        assertThat(ada.get("/v1/files?taskId=" + kept).is(200).json().get("items")).hasSize(1);
    }
}
