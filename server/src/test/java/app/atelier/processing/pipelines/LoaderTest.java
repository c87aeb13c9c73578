package app.atelier.processing.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.ingestion.RawLog;
import app.atelier.platform.analytics.AnalyticalStore;
import app.atelier.platform.analytics.AnalyticsFailure;
import app.atelier.platform.analytics.AnalyticsProperties;
import app.atelier.platform.analytics.Batch;
import app.atelier.platform.analytics.Definition;
import app.atelier.platform.analytics.DuckDbStore;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import app.atelier.processing.Pipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LoaderTest {

    private final House house = House.all();

    @TempDir
    Path folder;

    private DuckDbStore open() {
        return new DuckDbStore(folder, new AnalyticsProperties(128, 2), List.of(Warehouse.DEFINITION));
    }

    private Loader loader(AnalyticalStore store) {
        var loader = new Loader(store, house.bean(RawLog.class), house.bean(JournalReader.class), house.bean(Db.class));
        loader.resume();
        return loader;
    }

    private static Map<String, Object> event(String id, String type, String at, Map<String, ?> data) {
        return Map.of("id", id, "type", type, "at", at, "data", data);
    }

    private static void send(Client client, String stream, List<Map<String, Object>> events) {
        client.post("/v1/ingestion/streams/" + stream + "/events", Map.of("events", events)).is(200);
    }

    private static List<Long> rows(AnalyticalStore store, UUID organization, String table) {
        return store.query("select count(*) as n, count(distinct seq) as d from facts." + table + " where organization = ?",
                List.of(organization), row -> List.of(row.number("n"), row.number("d"))).getFirst();
    }

    /** Fails as a process does that dies before its batch is durable, or after, before it learns of it. */
    private static final class Dying implements AnalyticalStore {

        private final AnalyticalStore store;
        private final Random random;
        private int deaths;

        Dying(AnalyticalStore store, long seed) {
            this.store = store;
            this.random = new Random(seed);
        }

        @Override
        public void forget(Definition definition, UUID tenant) {
            store.forget(definition, tenant);
        }

        @Override
        public Set<String> load(List<Batch> batches) {
            var fate = random.nextInt(3);
            if (fate == 0) {
                deaths++;
                throw new AnalyticsFailure("died before the batch was durable");
            }
            var loaded = store.load(batches);
            if (fate == 1) {
                deaths++;
                throw new AnalyticsFailure("died after the batch was durable");
            }
            return loaded;
        }

        @Override
        public void define(Definition definition) {
            store.define(definition);
        }

        @Override
        public Map<String, Standing> feeds(String beginning) {
            return store.feeds(beginning);
        }

        @Override
        public <T> List<T> query(String sql, List<?> parameters, Reader<T> reader) {
            return store.query(sql, parameters, reader);
        }
    }

    @Test
    void everythingIsLoadedOnceHoweverOftenTheLoaderDies() {
        var seed = 11L;
        var client = house.register();
        var project = client.post("/v1/projects", Map.of("name", "Harbour")).is(201).json().get("id").asString();
        try (var store = open()) {
            var dying = new Dying(store, seed);
            for (var round = 0; round < 12; round++) {
                var number = round;
                send(client, "shop-orders", IntStream.range(0, 100).mapToObj(i -> event(number + "-" + i, "order.purchased",
                        "2020-01-01T00:00:00Z", Map.of("orderId", number + "-" + i))).toList());
                client.post("/v1/projects/" + project + "/tasks", Map.of("title", "Task " + round)).is(201);
                try {
                    // A new one each time: what a dead process knew is gone.
                    loader(dying).catchUp(List.of(client.organization()));
                } catch (AnalyticsFailure death) {
                    assertThat(death).hasMessageStartingWith("died");
                }
            }
            assertThat(dying.deaths).as("seed %s", seed).isGreaterThan(3);
            loader(store).catchUp(List.of(client.organization()));
            assertThat(rows(store, client.organization(), "order_event")).containsExactly(1_200L, 1_200L);
            assertThat(rows(store, client.organization(), "task_event")).containsExactly(12L, 12L);
        }
        // Closed and opened, there is nothing left to do.
        try (var store = open()) {
            var loader = loader(store);
            loader.catchUp(List.of(client.organization()));
            assertThat(rows(store, client.organization(), "order_event")).containsExactly(1_200L, 1_200L);
            assertThat(loader.pipelines(client.organization())).allMatch(p -> p.behind() == 0);
            assertThat(loader.behind()).doesNotContain(client.organization());
        }
    }

    @Test
    void twoLoadersAtOnceLoadEverythingOnce() throws Exception {
        var client = house.register();
        send(client, "shop-orders", IntStream.range(0, 1_000).mapToObj(i -> event("e" + i, "order.purchased",
                "2020-01-01T00:00:00Z", Map.of("orderId", "o" + i))).toList());
        try (var store = open()) {
            var threads = IntStream.range(0, 4).mapToObj(_ -> Thread.ofPlatform().start(() -> loader(store).catchUp(List.of(client.organization())))).toList();
            for (var thread : threads) {
                thread.join();
            }
            assertThat(rows(store, client.organization(), "order_event")).containsExactly(1_000L, 1_000L);
        }
    }

    /** On streams other than {@code shop-orders} ingestion asks nothing of the data; what cannot be used is shown here. */
    @Test
    void whatCannotBeUsedIsShownWithTheReason() {
        var client = house.register();
        var at = "2020-01-01T00:00:00Z";
        send(client, "market", List.of(
                event("1", "order.purchased", at, Map.of("orderId", "o1")),
                event("2", "order.purchased", at, Map.of("order", "o2")),
                event("3", "order.eaten", at, Map.of("orderId", "o3")),
                event("4", "order.purchased", at, Map.of("orderId", "o4", "estimatedDeliveryAt", "soon")),
                event("5", "kiln.heated", at, Map.of())));
        Pipes.settled(client);

        var first = client.get("/v1/processing/rejected?limit=2").is(200).json();
        var rest = client.get("/v1/processing/rejected?limit=2&cursor=" + first.get("next").asString()).is(200).json();
        assertThat(first.get("items").valueStream().map(i -> i.get("id").asString()).toList()).containsExactly("4", "3");
        assertThat(rest.get("items").valueStream().map(i -> i.get("id").asString()).toList()).containsExactly("2");
        assertThat(rest.get("next").isNull()).isTrue();
        assertThat(rest.get("items").get(0).get("reason").asString()).startsWith("orderId");
        client.get("/v1/processing/rejected?cursor=x").problem(400, "invalid-request");

        var market = client.get("/v1/processing/pipelines").is(200).json().get("items").valueStream()
                .filter(p -> p.get("name").asString().equals("market")).findFirst().orElseThrow();
        assertThat(market.get("position").asInt()).isEqualTo(5);
        assertThat(market.get("rejected").asInt()).isEqualTo(3);
        assertThat(market.get("lastLoadedAt").isNull()).isFalse();
        assertThat(house.register().get("/v1/processing/rejected").json().get("items")).isEmpty();
    }

    @Test
    void newsIsLoadedByItself() {
        var client = house.register();
        send(client, "shop-orders", List.of(event("1", "order.purchased", "2020-01-01T00:00:00Z", Map.of("orderId", "o1"))));
        Pipes.settled(client);
        assertThat(client.get("/v1/processing/pipelines").json().get("items").valueStream().map(p -> p.get("name").asString()).toList())
                .containsExactly("journal", "shop-orders");
        assertThat(client.get("/v1/processing/pipelines").json().get("items").valueStream().map(JsonNode::toString).toList())
                .noneMatch(p -> p.contains("organization"));
    }
}
