package app.atelier.reporting.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.Event;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Role;
import app.atelier.processing.Pipes;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReportApiTest {

    private static final List<String> ORGANIZATION_WIDE = List.of("orders-per-month", "delivery-time", "late-share", "sales", "sources");

    private final House house = House.all();

    private static void buy(Client client, String stream, String order, String at) {
        client.post("/v1/ingestion/streams/" + stream + "/events", Map.of("events", List.of(
                Map.of("id", order, "type", "order.purchased", "at", at, "data", Map.of("orderId", order))))).is(200);
    }

    private static List<String> months(Client client, String query) {
        return client.get("/v1/reporting/orders-per-month" + query).is(200).json().get("rows").valueStream()
                .map(r -> r.get("month").asString() + " " + r.get("orders").asInt()).toList();
    }

    @Test
    void anOrganizationSeesItsOwnOrdersOnly() {
        var one = house.register();
        var other = house.register();
        buy(one, "shop-orders", "a", "2020-01-15T00:00:00Z");
        buy(other, "shop-orders", "a", "2021-05-15T00:00:00Z");
        buy(other, "shop-orders", "b", "2021-05-16T00:00:00Z");
        Pipes.settled(one);
        Pipes.settled(other);
        assertThat(months(one, "")).containsExactly("2020-01 1");
        assertThat(months(other, "")).containsExactly("2021-05 2");
        assertThat(months(house.register(), "")).isEmpty();
        for (var report : ORGANIZATION_WIDE) {
            assertThat(one.get("/v1/reporting/" + report).is(200).text()).doesNotContain("2021-05");
        }
    }

    @Test
    void aQuestionThatForgetsTheOrganizationStillSeesOnlyOne() {
        var one = house.register();
        var other = house.register();
        buy(one, "shop-orders", "mine", "2020-01-15T00:00:00Z");
        buy(other, "shop-orders", "theirs", "2020-01-15T00:00:00Z");
        Pipes.settled(one);
        Pipes.settled(other);
        var view = house.bean(TenantView.class);
        var caller = new Caller(one.id(), one.organization(), Role.OWNER, UUID.randomUUID());

        assertThat(view.ask(caller, "select order_id from order_milestone", List.of(), row -> row.text("order_id"))).containsExactly("mine");
        assertThatThrownBy(() -> view.ask(caller, "select order_id from facts.order_milestone", List.of(), row -> row))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> view.ask(caller, "select order_id from order_event", List.of(), row -> row))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void monthsAreFilteredBySourceAndDay() {
        var client = house.register();
        buy(client, "shop-orders", "a", "2020-01-31T23:59:59Z");
        buy(client, "shop-orders", "b", "2020-04-01T00:00:00Z");
        buy(client, "market", "a", "2020-04-30T23:59:59.999999Z");
        Pipes.settled(client);
        assertThat(months(client, "")).containsExactly("2020-01 1", "2020-02 0", "2020-03 0", "2020-04 2");
        assertThat(months(client, "?source=market")).containsExactly("2020-04 1");
        assertThat(months(client, "?source=shop")).isEmpty();
        assertThat(months(client, "?from=2020-02-01&to=2020-04-30")).containsExactly("2020-04 2");
        assertThat(months(client, "?to=2020-01-31")).containsExactly("2020-01 1");
        assertThat(client.get("/v1/reporting/sources").json().get("items").valueStream().map(JsonNode::toString).toList())
                .containsExactly("{\"name\":\"market\",\"orders\":1}", "{\"name\":\"shop-orders\",\"orders\":2}");
    }

    /** As the orders service tells the journal. */
    record OrderEntry(@JsonIgnore String what, @JsonIgnore UUID id, Map<String, Object> order, List<Object> fulfilled) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope(what, "order", id, null);
        }
    }

    private void tell(Client client, UUID order, int amount, String... steps) {
        house.bean(Db.class).in(client.organization(), tx -> {
            for (var step : steps) {
                var data = Map.<String, Object>of("id", order, "number", "A-1001", "lines", List.of(),
                        "customer", Map.of("name", "Ada", "email", "ada@example.org"), "total", Map.of("amount", amount, "currency", "EUR"),
                        "placedAt", "2024-01-31T10:00:00Z", "paidAt", "2024-02-01T10:00:00Z");
                house.bean(Journal.class).record(tx, client.id(), Instant.parse("2024-02-03T10:00:00Z"),
                        new OrderEntry(step, order, data, List.of()));
            }
            return null;
        });
    }

    @Test
    void ownOrdersAreTheShop() {
        var client = house.register();
        tell(client, UUID.randomUUID(), 249_000, "order.placed", "order.paid", "order.fulfilled");
        tell(client, UUID.randomUUID(), 1_000, "order.placed", "order.paid");
        tell(client, UUID.randomUUID(), 500, "order.placed", "order.paid", "order.cancelled");
        tell(client, UUID.randomUUID(), 300, "order.placed");
        tell(client, UUID.randomUUID(), 200, "order.placed", "order.expired");
        Pipes.settled(client);

        assertThat(months(client, "?source=shop")).containsExactly("2024-01 5");
        assertThat(client.get("/v1/reporting/orders-per-month").json().get("rows").get(0).toString())
                .isEqualTo("{\"month\":\"2024-01\",\"orders\":5,\"delivered\":1,\"canceled\":2}");
        assertThat(client.get("/v1/reporting/sales").is(200).json().get("rows").valueStream().map(JsonNode::toString).toList())
                .containsExactly("{\"month\":\"2024-02\",\"currency\":\"EUR\",\"orders\":2,\"amount\":250000}");
        assertThat(client.get("/v1/reporting/delivery-time").json().get("rows").get(0).get("medianDays").asDouble()).isEqualTo(3.0);
        assertThat(client.get("/v1/reporting/sales?format=csv").is(200).text())
                .isEqualTo("month,currency,orders,amount\r\n2024-02,EUR,2,250000\r\n");
    }

    @Test
    void wrongFiltersAreNamed() {
        var client = house.register();
        assertThat(client.get("/v1/reporting/late-share?from=yesterday").problem(422, "validation-failed")).containsOnlyKeys("from");
        assertThat(client.get("/v1/reporting/late-share?from=2020-02-01&to=2020-01-01").problem(422, "validation-failed")).containsOnlyKeys("to");
        assertThat(client.get("/v1/reporting/late-share?source=x'--").problem(422, "validation-failed")).containsOnlyKeys("source");
        assertThat(client.get("/v1/reporting/late-share?format=xml").problem(422, "validation-failed")).containsOnlyKeys("format");
        client.get("/v1/reporting/nothing").problem(404, "not-found");
        client.get("/v1/reporting/nothing?format=csv").problem(404, "not-found");
    }

    @Test
    void guestsSeeNoReportOfTheOrganization() {
        var guest = house.member(house.register(), Role.GUEST);
        for (var report : ORGANIZATION_WIDE) {
            guest.get("/v1/reporting/" + report).problem(403, "forbidden");
        }
        guest.get("/v1/reporting/late-share?format=csv").problem(403, "forbidden");
        guest.get("/v1/processing/pipelines").problem(403, "forbidden");
        guest.get("/v1/processing/rejected").problem(403, "forbidden");
        house.stranger().get("/v1/reporting/sales").problem(401, "unauthenticated");
    }

    @Test
    void aReportIsAFileToo() {
        var client = house.register();
        buy(client, "shop-orders", "a", "2020-01-15T00:00:00Z");
        Pipes.settled(client);
        var file = client.get("/v1/reporting/orders-per-month?format=csv").is(200);
        assertThat(file.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(file.header("Content-Disposition")).contains("attachment").contains("orders-per-month.csv");
        assertThat(file.text()).isEqualTo("month,orders,delivered,canceled\r\n2020-01,1,0,0\r\n");
    }

    record Cells(String text, long number) {
    }

    @Test
    void noCellOfAFileIsAFormula() {
        for (var start : "=+-@\t\r".split("")) {
            assertThat(Csv.cell(start + "1+1")).isEqualTo("'" + start + "1+1");
        }
        assertThat(Csv.of(Cells.class, List.of(new Cells("=HYPERLINK(\"x\",\"y\")", -5), new Cells("a-b", 1))))
                .isEqualTo("text,number\r\n\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\",-5\r\na-b,1\r\n");
    }

    @Test
    void aProjectTellsWhatWasMadeAndFinishedEachWeek() {
        var owner = house.register();
        var project = owner.post("/v1/projects", Map.of("name", "Harbour")).is(201).json();
        var id = project.get("id").asString();
        var done = project.get("statuses").valueStream().filter(s -> s.get("category").asString().equals("done")).findFirst().orElseThrow().get("id").asString();
        var todo = project.get("statuses").get(0).get("id").asString();
        var tasks = new java.util.ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            tasks.add(owner.post("/v1/projects/" + id + "/tasks", Map.of("title", "Task " + i)).is(201).json().get("id").asString());
        }
        for (var i = 0; i < 3; i++) {
            owner.patch("/v1/tasks/" + tasks.get(i), Map.of("statusId", done)).is(200);
        }
        // Opened again; deleted; deleted and brought back.
        owner.patch("/v1/tasks/" + tasks.get(0), Map.of("statusId", todo)).is(200);
        owner.delete("/v1/tasks/" + tasks.get(1));
        owner.delete("/v1/tasks/" + tasks.get(2));
        owner.post("/v1/tasks/" + tasks.get(2) + "/restore", Map.of());
        Pipes.settled(owner);

        var week = LocalDate.now(ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        var report = owner.get("/v1/reporting/projects/" + id + "/throughput").is(200).json();
        assertThat(report.get("rows").valueStream().map(JsonNode::toString).toList())
                .containsExactly("{\"week\":\"" + week + "\",\"created\":4,\"completed\":1}");
        assertThat(owner.get("/v1/reporting/projects/" + id + "/throughput?format=csv").is(200).text())
                .isEqualTo("week,created,completed\r\n" + week + ",4,1\r\n");

        house.member(owner, Role.MEMBER).get("/v1/reporting/projects/" + id + "/throughput").is(200);
        house.member(owner, Role.GUEST).get("/v1/reporting/projects/" + id + "/throughput").problem(404, "not-found");
        house.register().get("/v1/reporting/projects/" + id + "/throughput").problem(404, "not-found");
        owner.get("/v1/reporting/projects/" + UUID.randomUUID() + "/throughput").problem(404, "not-found");
    }
}
