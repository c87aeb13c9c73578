package app.atelier.reporting.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.DataFolder;
import app.atelier.platform.analytics.AnalyticalStore;
import app.atelier.platform.analytics.ClickHouse;
import app.atelier.platform.analytics.ClickHouseStore;
import app.atelier.platform.analytics.DuckDbStore;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.Journal;
import app.atelier.processing.Pipes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

/** The whole house with ClickHouse: it answers as the one with DuckDB does, and works on while ClickHouse is away. */
class ClickHouseReportsTest {

    private static final List<String> REPORTS = List.of("orders-per-month", "delivery-time", "late-share", "sales");
    private static final List<String> SELECTIONS = List.of("", "source=shop", "source=market", "source=shop-orders", "from=2017-06-01",
            "to=2017-05-31", "from=2017-03-01&to=2017-03-31", "from=2030-01-01");

    private static House duckDb;
    private static House clickHouse;

    @BeforeAll
    static void start() {
        duckDb = House.all();
        // Away while the house starts, which starts all the same.
        ClickHouse.engine().kill();
        try {
            var settings = new HashMap<>(ClickHouse.settings(ClickHouse.fresh()));
            settings.putAll(Map.of("atelier.limits.person", "10000000", "atelier.limits.anonymous", "10000000"));
            clickHouse = House.only("all", settings);
            assertThat(part("state")).isEqualTo("down");
            clickHouse.register().get("/v1/reporting/sales").problem(503, "unavailable");
        } finally {
            ClickHouse.engine().restart();
        }
        Await.until("ClickHouse is back", () -> part("state").equals("up"));
    }

    @AfterAll
    static void stop() {
        clickHouse.close();
    }

    private static String part(String field) {
        return clickHouse.stranger().get("/readyz").is(200).json().get("parts").valueStream()
                .filter(p -> p.get("name").asString().equals("clickhouse")).findFirst().orElseThrow().get(field).asString();
    }

    private static void send(Client client, String stream, List<Map<String, Object>> events) {
        for (var from = 0; from < events.size(); from += 1_000) {
            client.post("/v1/ingestion/streams/" + stream + "/events",
                    Map.of("events", events.subList(from, Math.min(events.size(), from + 1_000)))).is(200);
        }
    }

    private static Map<String, Object> event(String order, String type, String at, Map<String, ?> data) {
        var all = new HashMap<String, Object>(data);
        all.put("orderId", order);
        return Map.of("id", order + type, "type", "order." + type, "at", at, "data", all);
    }

    /** Ends of months and years, fractions of seconds, orders without a beginning, and one that was delivered twice. */
    private static List<Map<String, Object>> edges() {
        return List.of(
                event("a", "purchased", "1999-12-31T23:59:59.999999Z", Map.of("estimatedDeliveryAt", "2000-01-02T00:00:00Z")),
                event("a", "delivered", "2000-01-02T00:00:00.000001Z", Map.of()),
                event("b", "purchased", "2000-02-29T12:00:00Z", Map.of("estimatedDeliveryAt", "2199-12-31T23:59:59Z")),
                event("b", "delivered", "2000-03-01T00:00:00Z", Map.of("estimatedDeliveryAt", "2000-03-01T00:00:00Z")),
                event("c", "delivered", "2001-01-01T00:00:00Z", Map.of()),
                event("d", "purchased", "2017-03-26T01:30:00Z", Map.of()),
                event("d", "delivered", "2017-10-29T01:30:00.123Z", Map.of()),
                event("e", "purchased", "2017-03-31T23:59:59.999999Z", Map.of()),
                event("e", "canceled", "2017-04-01T00:00:00Z", Map.of()),
                event("f", "purchased", "2017-03-01T00:00:00Z", Map.of("estimatedDeliveryAt", "later")),
                event("it's \\ \"ü\" ☕", "purchased", "2017-03-15T00:00:00Z", Map.of()));
    }

    private static void fill(House house, Client client, Path olist) {
        var events = OlistFile.read(olist).events();
        Collections.shuffle(events, new Random(8));
        send(client, "shop-orders", events);
        send(client, "market", edges());
        house.bean(Db.class).in(client.organization(), tx -> {
            var random = new Random(3);
            for (var i = 0; i < 60; i++) {
                var order = new UUID(9, i);
                var paid = Instant.parse("2016-11-15T00:00:00Z").plusSeconds(random.nextInt(60_000_000));
                var data = Map.<String, Object>of("id", order, "number", "A-" + i, "lines", List.of(),
                        "total", Map.of("amount", random.nextLong(9_000_000_000_000L), "currency", List.of("EUR", "JPY", "CHF").get(i % 3)),
                        "placedAt", paid.minusSeconds(random.nextInt(900_000)), "paidAt", paid);
                for (var step : List.of("order.placed", "order.paid", i % 7 == 0 ? "order.cancelled" : "order.fulfilled")) {
                    house.bean(Journal.class).record(tx, client.id(), paid.plusSeconds(random.nextInt(900_000)),
                            new ReportApiTest.OrderEntry(step, order, data, List.of()));
                }
            }
            return null;
        });
        Pipes.settled(client);
    }

    @Test
    void theSampleShopAnswersTheSame() {
        bothAnswerTheSame(OlistReportsTest.SAMPLES);
    }

    static boolean realDataIsHere() {
        return OlistReportsTest.realDataIsHere();
    }

    @Test
    @EnabledIf("realDataIsHere")
    void theRealShopAnswersTheSame() {
        bothAnswerTheSame(OlistReportsTest.REAL);
    }

    private static void bothAnswerTheSame(Path olist) {
        var one = duckDb.register();
        var other = clickHouse.register();
        fill(duckDb, one, olist);
        fill(clickHouse, other, olist);
        var answered = 0;
        for (var report : REPORTS) {
            for (var selection : SELECTIONS) {
                var path = "/v1/reporting/" + report + "?" + selection;
                var rows = one.get(path).is(200).json().get("rows");
                assertThat(other.get(path).is(200).json().get("rows").toString()).as(path).isEqualTo(rows.toString());
                answered += rows.size();
            }
            assertThat(other.get("/v1/reporting/" + report + "?format=csv").is(200).text())
                    .isEqualTo(one.get("/v1/reporting/" + report + "?format=csv").is(200).text());
        }
        assertThat(answered).isGreaterThan(200);
        for (var path : List.of("/v1/reporting/sources", "/v1/processing/rejected?limit=2")) {
            assertThat(without(other.get(path).is(200).json())).as(path).isEqualTo(without(one.get(path).is(200).json()));
        }
    }

    /** What differs from one second to the next. */
    private static List<String> without(JsonNode page) {
        return page.get("items").valueStream().map(i -> i.toString().replaceAll("\"rejectedAt\":\"[^\"]*\"", "")).toList();
    }

    @Test
    void tasksAreCountedTheSame() {
        var answers = new ArrayList<String>();
        for (var house : List.of(duckDb, clickHouse)) {
            var client = house.register();
            var project = client.post("/v1/projects", Map.of("name", "Harbour")).is(201).json();
            var id = project.get("id").asString();
            var done = project.get("statuses").valueStream().filter(s -> s.get("category").asString().equals("done")).findFirst().orElseThrow().get("id").asString();
            var tasks = IntStream.range(0, 6).mapToObj(i -> client.post("/v1/projects/" + id + "/tasks", Map.of("title", "Task " + i))
                    .is(201).json().get("id").asString()).toList();
            tasks.subList(0, 4).forEach(t -> client.patch("/v1/tasks/" + t, Map.of("statusId", done)).is(200));
            client.patch("/v1/tasks/" + tasks.getFirst(), Map.of("statusId", project.get("statuses").get(0).get("id").asString())).is(200);
            client.delete("/v1/tasks/" + tasks.get(1));
            client.delete("/v1/tasks/" + tasks.get(2));
            client.post("/v1/tasks/" + tasks.get(2) + "/restore", Map.of());
            Pipes.settled(client);
            answers.add(client.get("/v1/reporting/projects/" + id + "/throughput").is(200).json().get("rows").toString());
            house.register().get("/v1/reporting/projects/" + id + "/throughput").problem(404, "not-found");
        }
        assertThat(answers.getFirst()).contains("\"created\":5,\"completed\":2").isEqualTo(answers.getLast());
    }

    @Test
    void anOrganizationSeesItsOwnOnly() {
        var one = clickHouse.register();
        var other = clickHouse.register();
        send(one, "market", edges().subList(0, 2));
        send(other, "market", edges().subList(2, 5));
        Pipes.settled(one);
        Pipes.settled(other);
        assertThat(one.get("/v1/reporting/sources").json().get("items").toString()).isEqualTo("[{\"name\":\"market\",\"orders\":1}]");
        assertThat(one.get("/v1/reporting/orders-per-month").is(200).text()).contains("1999-12").doesNotContain("2000-02");
    }

    @Test
    void whileItIsAwayEverythingElseWorksAndNothingIsLost() {
        var client = clickHouse.register();
        send(client, "market", edges().subList(0, 4));
        Pipes.settled(client);
        ClickHouse.engine().kill();
        try {
            for (var report : REPORTS) {
                var problem = client.get("/v1/reporting/" + report);
                problem.problem(503, "unavailable");
                assertThat(problem.text()).doesNotContain("http://").doesNotContain("ClickHouse");
            }
            client.get("/v1/processing/pipelines").problem(503, "unavailable");
            send(client, "market", edges().subList(4, 10));
            client.post("/v1/projects", Map.of("name", "Built meanwhile")).is(201);
            Await.until("it is said", () -> part("state").equals("down"));
            assertThat(clickHouse.stranger().get("/readyz").is(200).json().get("status").asString()).isEqualTo("degraded");
        } finally {
            ClickHouse.engine().restart();
        }
        Pipes.settled(client);
        assertThat(client.get("/v1/reporting/sources").is(200).json().get("items").get(0).get("orders").asInt()).isEqualTo(5);
        assertThat(client.get("/v1/processing/rejected").is(200).json().get("items").size()).isEqualTo(1);
    }

    @Test
    void noFileIsOpened() {
        assertThat(clickHouse.bean(AnalyticalStore.class)).isInstanceOf(ClickHouseStore.class);
        assertThat(Files.exists(clickHouse.bean(DataFolder.class).resolve("analytics"))).isFalse();
        assertThat(clickHouse.context().getBeansOfType(DuckDbStore.class)).isEmpty();
        assertThat(duckDb.context().getBeansOfType(ClickHouseStore.class)).isEmpty();
    }
}
