package app.atelier.projects.templates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.Event;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TemplateApiTest {

    private static final String TEMPLATES = "/v1/projects/templates";
    private static final String PROGRAMME = "Technical Architecture Designer — 12 weeks";

    private final House house = House.all();
    private final Client ada = house.register();

    /** The templates arrive by a follower, a moment after the organization. */
    private JsonNode programme() {
        var deadline = Instant.now().plus(Duration.ofSeconds(10));
        while (Instant.now().isBefore(deadline)) {
            for (var template : ada.get(TEMPLATES).is(200).json().get("items")) {
                if (template.get("name").asString().equals(PROGRAMME)) {
                    return template;
                }
            }
        }
        throw new AssertionError("The shipped templates did not arrive");
    }

    private List<JsonNode> projects() {
        return ada.get("/v1/projects").is(200).json().get("items").valueStream().toList();
    }

    @Test
    void everyOrganizationGetsTheProgramme() {
        var template = programme();
        assertThat(template.get("milestones").asInt()).isEqualTo(12);
        assertThat(template.get("tasks").asInt()).isGreaterThanOrEqualTo(48);
        assertThat(template.get("durationDays").asInt()).isEqualTo(84);
        assertThat(template.get("origin").asString()).isEqualTo("shipped");
        assertThat(template.has("body")).isFalse();
        assertThat(ada.get(TEMPLATES).json().get("items")).hasSize(3);
        assertThat(ada.get(TEMPLATES + "/" + template.get("id").asString()).is(200).json().get("body").get("milestones")).hasSize(12);
        house.register().get(TEMPLATES + "/" + template.get("id").asString()).problem(404, "not-found");
        house.member(ada, Role.GUEST).get(TEMPLATES).problem(403, "forbidden");
        var told = house.bean(Db.class).in(ada.organization(), tx ->
                house.bean(JournalReader.class).after(tx, 0, List.of("template.published"), 10));
        assertThat(told).hasSize(3);
    }

    @Test
    void datesCountFromTheStart() {
        var template = programme();
        var project = ada.post("/v1/projects", Map.of("name", "Class of spring", "templateId", template.get("id").asString(),
                "startDate", "2026-03-02")).is(201).json();
        var board = ada.get("/v1/projects/" + project.get("id").asString() + "/board").is(200).json();

        assertThat(project.get("dueDate").asString()).isEqualTo("2026-05-24");
        assertThat(project.get("milestones")).hasSize(12);
        assertThat(project.get("milestones").get(0).get("startDate").asString()).isEqualTo("2026-03-02");
        assertThat(project.get("milestones").get(11).get("dueDate").asString()).isEqualTo("2026-05-24");
        assertThat(board.get("tasks")).hasSize(template.get("tasks").asInt());
        assertThat(project.get("openTasks").asInt()).isEqualTo(template.get("tasks").asInt());
        for (var task : board.get("tasks")) {
            assertThat(task.get("milestoneId").isNull()).isFalse();
            assertThat(task.get("dueDate").asString()).isBetween("2026-03-02", "2026-05-24");
        }
        assertThat(board.get("tasks").get(0).get("number").asInt()).isEqualTo(1);
    }

    @Test
    void aProjectBecomesATemplateAndItsNextVersion() {
        programme();
        var path = "/v1/projects/" + ada.post("/v1/projects", Map.of("name", "Model", "startDate", "2026-01-05")).is(201)
                .json().get("id").asString();
        var id = path.substring(path.lastIndexOf('/') + 1);
        var parent = ada.post(path + "/tasks", Map.of("title", "Parent", "dueDate", "2026-01-09", "assigneeIds", List.of(ada.id())))
                .is(201).json().get("id").asString();
        ada.post(path + "/tasks", Map.of("title", "Child", "parentId", parent)).is(201);

        var first = ada.post(TEMPLATES, Map.of("name", "Ours", "fromProjectId", id)).is(201).json();
        var second = ada.post(TEMPLATES, Map.of("name", "ours", "fromProjectId", id)).is(201).json();
        assertThat(first.get("version").asInt()).isEqualTo(1);
        assertThat(first.get("tasks").asInt()).isEqualTo(2);
        assertThat(second.get("version").asInt()).isEqualTo(2);
        assertThat(second.get("id")).isEqualTo(first.get("id"));
        assertThat(ada.post(TEMPLATES, Map.of("name", PROGRAMME, "fromProjectId", id)).problem(409, "conflict")).containsOnlyKeys("name");
        assertThat(ada.post(TEMPLATES, Map.of("name", "x", "fromProjectId", UUID.randomUUID())).problem(422, "validation-failed"))
                .containsOnlyKeys("fromProjectId");

        var copy = ada.post("/v1/projects", Map.of("name", "Copy", "templateId", first.get("id").asString(), "startDate", "2026-06-01"))
                .is(201).json();
        var tasks = ada.get("/v1/projects/" + copy.get("id").asString() + "/board").json().get("tasks");
        assertThat(tasks.get(0).get("dueDate").asString()).isEqualTo("2026-06-05");
        assertThat(tasks.get(0).get("assigneeIds")).isEmpty();
        assertThat(tasks.get(1).get("parentId")).isEqualTo(tasks.get(0).get("id"));
    }

    /** What the orders service tells, as far as projects read it. */
    private record Paid(Order order) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("order.paid", "order", order.id(), null);
        }
    }

    private record Order(UUID id, String number, Map<String, String> customer, List<Map<String, Object>> lines) {
    }

    @Test
    void aPaidOrderBecomesExactlyOneProjectPerUnitHoweverOftenItIsTold() {
        var template = programme();
        var line = Map.<String, Object>of("id", Ids.next(), "kind", "service", "name", "Programme", "quantity", 2,
                "templateId", template.get("id").asString(), "templateVersion", 1);
        var goods = Map.<String, Object>of("id", Ids.next(), "kind", "goods", "name", "Book", "quantity", 1);
        var paid = new Paid(new Order(Ids.next(), "A-1001", Map.of("name", "Bo", "company", "Bo & Co"), List.of(line, goods)));
        for (var i = 0; i < 3; i++) {
            house.bean(Db.class).in(ada.organization(), tx -> {
                house.bean(Journal.class).record(tx, null, paid);
                return null;
            });
        }
        // An order told last, whose project shows that the ones before it are digested.
        var last = new Paid(new Order(Ids.next(), "A-1002", Map.of("name", "Cy"), List.of(Map.of("id", Ids.next(), "kind", "service",
                "name", "Last", "quantity", 1, "templateId", template.get("id").asString(), "templateVersion", 1))));
        house.bean(Db.class).in(ada.organization(), tx -> {
            house.bean(Journal.class).record(tx, null, last);
            return null;
        });
        var deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (projects().stream().noneMatch(p -> p.get("name").asString().startsWith("Last")) && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        var made = projects().stream().filter(p -> p.get("name").asString().startsWith("Programme")).toList();
        assertThat(made).extracting(p -> p.get("name").asString()).containsExactly("Programme · Bo & Co (1)", "Programme · Bo & Co (2)");
        var origin = made.getFirst().get("origin");
        assertThat(origin.get("orderNumber").asString()).isEqualTo("A-1001");
        assertThat(origin.get("customerName").asString()).isEqualTo("Bo & Co");
        assertThat(origin.get("unit").asInt()).isEqualTo(1);
        assertThat(made.getFirst().get("openTasks").asInt()).isEqualTo(template.get("tasks").asInt());
        assertThat(projects()).hasSize(3);
    }
}
