package app.atelier.ingestion.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.ingestion.RawEvent;
import app.atelier.ingestion.RawLog;
import app.atelier.platform.db.Db;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StreamApiTest {

    private static final String SHOP = "/v1/ingestion/streams/shop-orders/events";
    private static final String ANY = "/v1/ingestion/streams/machines/events";

    private final House house = House.all();
    private final RawLog log = house.bean(RawLog.class);

    private static Map<String, Object> event(String id, String type, Object at, Object data) {
        var event = new HashMap<String, Object>();
        event.put("id", id);
        event.put("type", type);
        event.put("at", at);
        event.put("data", data);
        return event;
    }

    private static Map<String, Object> purchase(String id) {
        return event(id, "order.purchased", "2017-10-02T10:56:00Z", Map.of("orderId", id));
    }

    private static List<String> results(JsonNode answer) {
        return answer.get("items").valueStream().map(i -> i.get("result").asString()).toList();
    }

    private List<RawEvent> all(Client client, String stream) {
        return log.after(client.organization(), stream, 0, 100_000);
    }

    @Test
    void anEventIsKeptOnceAndAsItCame() {
        var client = house.register();
        var at = "2017-10-02T10:56:33.123456Z";
        var batch = Map.of("events", List.of(event("a", "order.purchased", at, Map.of("orderId", "o1", "anything", List.of(1, "zwei")))));

        assertThat(results(client.post(SHOP, batch).is(200).json())).containsExactly("accepted");
        assertThat(results(client.post(SHOP, batch).is(200).json())).containsExactly("duplicate");

        var kept = all(client, "shop-orders");
        assertThat(kept).hasSize(1);
        assertThat(kept.getFirst().seq()).isEqualTo(1);
        assertThat(kept.getFirst().at()).isEqualTo(Instant.parse(at));
        assertThat(kept.getFirst().data().at("/anything/1").asString()).isEqualTo("zwei");
        // Another organization may use the same ids.
        assertThat(results(house.register().post(SHOP, batch).is(200).json())).containsExactly("accepted");
    }

    @Test
    void everyFaultIsNamedAndStopsOnlyItself() {
        var client = house.register();
        var fine = Map.of("orderId", "o1");
        var unknown = event("i8", "order.purchased", "2017-10-02T10:56:00Z", fine);
        unknown.put("colour", "red");
        var events = new ArrayList<Object>(List.of(
                event("i0", "order.purchased", "2017-10-02T10:56:00Z", fine),
                event("", "order.purchased", "2017-10-02T10:56:00Z", fine),
                event("x".repeat(129), "order.purchased", "2017-10-02T10:56:00Z", fine),
                event("i3", "order.eaten", "2017-10-02T10:56:00Z", fine),
                event("i4", "order.purchased", "yesterday", fine),
                event("i5", "order.purchased", "1989-12-31T23:59:59Z", fine),
                event("i6", "order.purchased", Instant.now().plusSeconds(2 * 86_400).toString(), fine),
                event("i7", "order.purchased", "2017-10-02T10:56:00Z", List.of(1)),
                unknown,
                event("i9", "order.purchased", "2017-10-02T10:56:00Z", Map.of("order", "o1")),
                event("i10", "order.purchased", "2017-10-02T10:56:00Z", Map.of("orderId", "o1", "estimatedDeliveryAt", "soon")),
                event("i11", "order.purchased", "2017-10-02T10:56:00Z", Map.of("orderId", "o1", "note", "x".repeat(66_000))),
                event("i12", "order.purchased", "2017-10-02T10:56:00Z", Map.of("orderId", "o\0")),
                "not an event", 7,
                event("i15", "order.purchased", 1506941760, fine)));
        events.add(null);

        var answer = client.post(SHOP, Map.of("events", events)).is(200).json();

        assertThat(answer.get("accepted").asInt()).isEqualTo(1);
        assertThat(answer.get("rejected").asInt()).isEqualTo(16);
        assertThat(answer.get("items").valueStream().skip(1).map(i -> i.get("reason").asString().split("[:\\s]")[0]).toList())
                .containsExactly("id", "id", "type", "at", "at", "at", "data", "colour", "data.orderId",
                        "data.estimatedDeliveryAt", "data", "data", "must", "must", "at", "must");
        var seen = client.get("/v1/ingestion/streams/shop-orders/rejected?limit=5").is(200).json();
        assertThat(seen.get("items")).hasSize(5);
        assertThat(seen.get("items").get(1).get("id").asString()).isEqualTo("i15");
        var rest = client.get("/v1/ingestion/streams/shop-orders/rejected?limit=100&cursor=" + seen.get("next").asString()).json();
        assertThat(rest.get("items")).hasSize(11);
        assertThat(rest.get("next").isNull()).isTrue();
    }

    @Test
    void otherStreamsTakeAnyTypeThatIsAWord() {
        var client = house.register();
        var answer = client.post(ANY, Map.of("events", List.of(
                event("1", "kiln.heated", "2026-01-01T00:00:00+01:00", Map.of()),
                event("2", "Kiln Heated", "2026-01-01T00:00:00Z", Map.of())))).is(200).json();
        assertThat(results(answer)).containsExactly("accepted", "rejected");
        var streams = client.get("/v1/ingestion/streams").is(200).json().get("items");
        assertThat(streams).hasSize(1);
        assertThat(streams.get(0).get("name").asString()).isEqualTo("machines");
        assertThat(streams.get(0).get("events").asInt()).isEqualTo(1);
        assertThat(streams.get(0).get("rejected").asInt()).isEqualTo(1);
        assertThat(streams.get(0).get("lastAt").isNull()).isFalse();
    }

    @Test
    void aBatchHasLimits() {
        var client = house.register();
        assertThat(client.post(ANY, Map.of("events", List.of())).problem(422, "validation-failed")).containsOnlyKeys("events");
        assertThat(client.post(ANY, Map.of("events", Collections.nCopies(1_001, purchase("a")))).problem(422, "validation-failed"))
                .containsOnlyKeys("events");
        assertThat(client.post(ANY, Map.of()).problem(422, "validation-failed")).containsOnlyKeys("events");
        client.post(ANY, "{\"events\": [").problem(400, "invalid-request");
        client.post(ANY, "{\"events\": [\"" + "x".repeat(5 << 20) + "\"]}").problem(413, "too-large");
        for (var name : List.of("Machines", "shop", "all", "x".repeat(65))) {
            assertThat(client.post("/v1/ingestion/streams/" + name + "/events", Map.of("events", List.of(purchase("a"))))
                    .problem(422, "validation-failed")).containsOnlyKeys("stream");
        }
        assertThat(client.get("/v1/ingestion/streams").json().get("items")).isEmpty();
    }

    @Test
    void membersSendAndGuestsDoNot() {
        var owner = house.register();
        var batch = Map.of("events", List.of(purchase("a")));
        house.member(owner, Role.MEMBER).post(SHOP, batch).is(200);
        var guest = house.member(owner, Role.GUEST);
        guest.post(SHOP, batch).problem(403, "forbidden");
        guest.get("/v1/ingestion/streams").problem(403, "forbidden");
        guest.get("/v1/ingestion/streams/shop-orders/rejected").problem(403, "forbidden");
        house.stranger().post(SHOP, batch).problem(401, "unauthenticated");
        assertThat(house.register().get("/v1/ingestion/streams/shop-orders/rejected").json().get("items")).isEmpty();
    }

    /** Eight senders send overlapping shuffled batches; whoever is first is accepted, and the log has each event once. */
    @Test
    void tenThousandEventsWithRepeatsAndFaultsAreCountedExactly() throws Exception {
        var client = house.register();
        var seed = 20_261_123L;
        var random = new Random(seed);
        // 4,000 distinct events, each sent twice, and 2,000 faults: 10,000 in all.
        var events = new ArrayList<Object>();
        IntStream.range(0, 8_000).forEach(i -> events.add(purchase("e" + i % 4_000)));
        IntStream.range(0, 2_000).forEach(i -> events.add(event("f" + i, "order.purchased", "never", Map.of("orderId", "o"))));
        Collections.shuffle(events, random);
        var batches = new ArrayList<Callable<JsonNode>>();
        for (var from = 0; from < events.size(); from += 250) {
            var batch = Map.of("events", List.copyOf(events.subList(from, from + 250)));
            batches.add(() -> client.post(SHOP, batch).is(200).json());
        }
        int accepted = 0, duplicates = 0, rejected = 0;
        try (var senders = Executors.newFixedThreadPool(8)) {
            for (var answer : senders.invokeAll(batches)) {
                accepted += answer.get().get("accepted").asInt();
                duplicates += answer.get().get("duplicates").asInt();
                rejected += answer.get().get("rejected").asInt();
            }
        }
        assertThat(List.of(accepted, duplicates, rejected)).as("seed %s", seed).containsExactly(4_000, 4_000, 2_000);
        var kept = all(client, "shop-orders");
        assertThat(kept.stream().map(RawEvent::seq)).containsExactlyElementsOf(LongStream.rangeClosed(1, 4_000).boxed().toList());
        assertThat(new HashSet<>(kept.stream().map(RawEvent::id).toList())).hasSize(4_000);
        var stream = client.get("/v1/ingestion/streams").json().get("items").get(0);
        assertThat(stream.get("events").asInt()).isEqualTo(4_000);
        assertThat(stream.get("rejected").asInt()).isEqualTo(2_000);
        // Bounded: the newest thousand.
        var kept1 = house.bean(Db.class).in(client.organization(), tx -> house.bean(StreamStore.class).rejected(tx, "shop-orders", Long.MAX_VALUE, 5_000));
        assertThat(kept1).hasSize(StreamStore.KEPT_REJECTIONS);
        assertThat(kept1.getFirst().seq()).isEqualTo(2_000);
    }

    /** While senders write, a reader that only ever goes forward misses nothing. */
    @Test
    void aReaderThatGoesForwardMissesNothing() throws Exception {
        var client = house.register();
        var seen = new ArrayList<String>();
        try (var pool = Executors.newFixedThreadPool(5)) {
            var senders = IntStream.range(0, 4).mapToObj(s -> pool.submit(() -> IntStream.range(0, 25).forEach(b ->
                    client.post(ANY, Map.of("events", IntStream.range(0, 10).mapToObj(i -> purchase(s + "-" + b + "-" + i)).toList())).is(200)))).toList();
            long position = 0;
            while (true) {
                var finished = senders.stream().allMatch(java.util.concurrent.Future::isDone);
                var news = log.after(client.organization(), "machines", position, 37);
                for (var event : news) {
                    assertThat(event.seq()).isEqualTo(position + 1);
                    position = event.seq();
                    seen.add(event.id());
                }
                if (finished && news.isEmpty()) {
                    break;
                }
            }
            for (var sender : senders) {
                sender.get();
            }
        }
        assertThat(new HashSet<>(seen)).hasSize(1_000);
        assertThat(seen).hasSize(1_000);
    }

    @Test
    void aBatchWhoseConnectionIsKilledLeavesNothing() {
        var client = house.register();
        var db = house.bean(Db.class);
        var store = house.bean(StreamStore.class);
        var now = Instant.now();
        var doomed = IntStream.range(0, 500).mapToObj(i -> new Judgement.Fit(i, "doomed" + i, "order.purchased", now,
                tools.jackson.databind.node.JsonNodeFactory.instance.objectNode().put("orderId", "o" + i))).toList();

        assertThatThrownBy(() -> db.in(client.organization(), tx -> {
            store.open(tx, "shop-orders", now, 100);
            assertThat(store.append(tx, "shop-orders", doomed)).hasSize(500);
            return tx.sql().execute("select pg_terminate_backend(pg_backend_pid())");
        })).isInstanceOf(RuntimeException.class);

        assertThat(all(client, "shop-orders")).isEmpty();
        assertThat(client.get("/v1/ingestion/streams").json().get("items")).isEmpty();
        client.post(SHOP, Map.of("events", List.of(purchase(UUID.randomUUID().toString())))).is(200);
        assertThat(all(client, "shop-orders").getFirst().seq()).isEqualTo(1);
    }
}
