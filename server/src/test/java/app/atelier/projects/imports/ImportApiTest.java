package app.atelier.projects.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ImportApiTest {

    private static final Path SAMPLES = Path.of("../samples");
    private static final Path REAL = Path.of("../../shared/data");
    private static final String IMPORTS = "/v1/projects/imports";

    private final House house = House.all();
    private final Client ada = house.register();

    private Client.Answer send(Path file, String query) throws IOException {
        return ada.send("POST", IMPORTS + query, Files.readAllBytes(file), "Content-Type", "application/octet-stream");
    }

    private JsonNode ended(JsonNode started) {
        var path = IMPORTS + "/" + started.get("id").asString();
        var deadline = Instant.now().plus(Duration.ofSeconds(30));
        var run = ada.get(path).is(200).json();
        while (run.get("state").asString().equals("running") && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
            run = ada.get(path).is(200).json();
        }
        return run;
    }

    private JsonNode board(JsonNode run) {
        return ada.get("/v1/projects/" + run.get("projectId").asString() + "/board").is(200).json();
    }

    @Test
    void aDryRunSaysWhatWouldBeAndChangesNothing() throws IOException {
        var plan = send(SAMPLES.resolve("trello-board.json"), "?dryRun=true&projectName=Beans").is(200).json();
        assertThat(plan.get("format").asString()).isEqualTo("trello");
        assertThat(plan.get("projectName").asString()).isEqualTo("Beans");
        assertThat(plan.get("counts").get("tasks").asInt()).isEqualTo(14);
        assertThat(plan.get("statuses").get(0)).hasToString("{\"name\":\"Backlog\",\"tasks\":4}");
        assertThat(plan.get("notices").valueStream().map(n -> n.get("at").asString())).contains("$.lists[4]", "people");
        assertThat(ada.get("/v1/projects").json().get("items")).isEmpty();
    }

    @Test
    void aTrelloBoardBecomesAProject() throws IOException {
        var run = ended(send(SAMPLES.resolve("trello-board.json"), "").is(202).json());
        assertThat(run.get("state").asString()).as(run.toString()).isEqualTo("done");
        assertThat(run.get("done").asInt()).isEqualTo(14).isEqualTo(run.get("total").asInt());
        assertThat(run.get("created").get("comments").asInt()).isEqualTo(7);

        var board = board(run);
        assertThat(board.get("tasks")).hasSize(14);
        assertThat(board.get("project").get("labels")).hasSize(6);
        assertThat(board.get("project").get("statuses").valueStream().map(s -> s.get("name").asString()))
                .containsExactly("Backlog", "This week", "In review", "Done", "Archived");
        var coffee = board.get("tasks").valueStream().filter(t -> t.get("title").asString().startsWith("Choose")).findFirst().orElseThrow();
        assertThat(coffee.get("checklistDone").asInt()).isEqualTo(6);
        assertThat(coffee.get("createdAt").asString()).isEqualTo("2026-01-08T09:00:30.500Z");
        assertThat(ada.post("/v1/projects/" + run.get("projectId").asString() + "/tasks", Map.of("title", "Next")).is(201)
                .json().get("number").asInt()).isEqualTo(15);

        var told = house.bean(Db.class).in(ada.organization(), tx -> house.bean(JournalReader.class)
                .after(tx, 0, List.of("comments.imported", "project.imported", "project.created"), 10));
        assertThat(told).extracting(e -> e.type()).containsExactly("project.created", "comments.imported", "project.imported");
        assertThat(told.get(1).data().get("comments")).hasSize(7);
    }

    @Test
    void theRealFilesComeOver() throws IOException {
        assumeThat(REAL).exists();
        var sizes = Map.of("trello-board.json", 11, "jira-cloud.csv", 2, "jira-hierarchy.csv", 33, "jira-rest.json", 40);
        for (var file : sizes.entrySet()) {
            var run = ended(send(REAL.resolve(file.getKey()), "").is(202).json());
            assertThat(run.get("state").asString()).as(file.getKey()).isEqualTo("done");
            assertThat(board(run).get("tasks")).hasSize(file.getValue());
        }
    }

    @Test
    void hierarchiesBecomeSubtasks() throws IOException {
        var run = ended(send(SAMPLES.resolve("jira-hierarchy.csv"), "?format=jira-csv").is(202).json());
        assertThat(board(run).get("tasks").valueStream().filter(t -> !t.get("parentId").isNull())).hasSize(9);
    }

    @Test
    void peopleAreFoundByNameAndTheRestIsTold() {
        var csv = "Summary,Key,Assignee\nOne,A-1,Test Person\nTwo,A-2,Nobody Known\n";
        // The copy of the members follows the journal; look until it has come.
        var deadline = Instant.now().plus(Duration.ofSeconds(10));
        List<String> notices;
        do {
            var plan = ada.send("POST", IMPORTS + "?dryRun=true", csv, "Content-Type", "text/csv").is(200).json();
            notices = plan.get("notices").valueStream().map(n -> n.get("message").asString()).toList();
        } while (notices.size() > 1 && Instant.now().isBefore(deadline));
        assertThat(notices).singleElement().asString().contains("Nobody Known");
        var run = ended(ada.send("POST", IMPORTS, csv, "Content-Type", "text/csv").is(202).json());
        assertThat(board(run).get("tasks").get(0).get("assigneeIds").get(0).asString()).isEqualTo(ada.id().toString());
    }

    @Test
    void aBrokenFileNamesThePlaceAndChangesNothing() {
        assertThat(ada.send("POST", IMPORTS, "Summary,Key\nOne\n", "Content-Type", "text/csv").problem(422, "validation-failed"))
                .containsOnlyKeys("line 2");
        assertThat(ada.send("POST", IMPORTS, "", "Content-Type", "text/csv").problem(422, "validation-failed")).containsOnlyKeys("file");
        assertThat(ada.send("POST", IMPORTS + "?format=trello", "{\"cards\":[]}").problem(422, "validation-failed")).containsOnlyKeys("$.lists");
        assertThat(ada.send("POST", IMPORTS + "?format=asana", "{}").problem(422, "validation-failed")).containsOnlyKeys("format");
        assertThat(ada.get("/v1/projects").json().get("items")).isEmpty();
    }

    @Test
    void aCancelledImportLeavesNothingOrIsDone() {
        var csv = new StringBuilder("Summary,Key,Description\n");
        for (var i = 0; i < 8_000; i++) {
            csv.append("Task ").append(i).append(",A-").append(i).append(",text\n");
        }
        var started = ada.send("POST", IMPORTS, csv.toString(), "Content-Type", "text/csv").is(202).json();
        assertThat(ada.delete(IMPORTS + "/" + started.get("id").asString()).is(200).json().get("state").asString()).isEqualTo("cancelled");
        assertThat(ended(started).get("state").asString()).isEqualTo("cancelled");
        assertThat(ada.get("/v1/projects").json().get("items")).isEmpty();
    }

    @Test
    void guestsAndOthersImportNothing() throws IOException {
        var run = send(SAMPLES.resolve("jira-cloud.csv"), "").is(202).json();
        house.register().get(IMPORTS + "/" + run.get("id").asString()).problem(404, "not-found");
        house.member(ada, Role.GUEST).send("POST", IMPORTS, "Summary,Key\nOne,A-1\n", "Content-Type", "text/csv").problem(403, "forbidden");
        assertThat(ended(run).get("state").asString()).isEqualTo("done");
    }
}
