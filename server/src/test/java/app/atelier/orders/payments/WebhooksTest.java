package app.atelier.orders.payments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import app.atelier.Client;
import app.atelier.orders.Buying;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebhooksTest {

    private static final int PAYMENTS = 40;
    private static final int TELLINGS = 3;
    private final Buying buying = new Buying();
    private final byte[] secret = buying.house.bean(Webhooks.class).secret("test");

    private static Map<String, Object> event(JsonNode placed, String type) {
        return new HashMap<>(Map.of("id", "evt_" + UUID.randomUUID(), "type", type, "at", Instant.now().toString(),
                "paymentId", placed.get("payment").get("id").asString(),
                "amount", Map.of("amount", placed.get("total").get("amount").asLong(), "currency", "EUR")));
    }

    private Client.Answer tell(Object event) {
        var body = JsonMapper.shared().writeValueAsBytes(event);
        return send(body, Signatures.sign(secret, Instant.now(), body));
    }

    private Client.Answer send(byte[] body, String signature) {
        return buying.house.stranger().post("/v1/orders/webhooks/test", body, Signatures.HEADER, signature);
    }

    private String outcome(Object event) {
        return tell(event).is(200).json().get("outcome").asString();
    }

    @Test
    void eventsToldThreeTimesAndShuffledActOnce() throws Exception {
        var product = buying.goods("Board", PAYMENTS);
        var random = new Random(7);
        var orders = new ArrayList<JsonNode>();
        var expected = new HashMap<String, String>();
        var tellings = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < PAYMENTS; i++) {
            var placed = buying.buy(product, 1, "test");
            orders.add(placed);
            var lives = List.of(List.of("authorized", "captured"), List.of("failed", "authorized", "captured"),
                    List.of("authorized", "failed"), List.of("captured"));
            var life = lives.get(random.nextInt(lives.size()));
            expected.put(placed.get("orderId").asString(), life.contains("captured") ? "captured" : "failed");
            for (var type : life) {
                tellings.addAll(Collections.nCopies(TELLINGS, event(placed, "payment." + type)));
            }
        }
        Collections.shuffle(tellings, random);
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var told : threads.invokeAll(tellings.stream().<Callable<Client.Answer>>map(e -> () -> tell(e)).toList())) {
                told.get().is(200);
            }
        }
        for (var placed : orders) {
            var order = buying.order(placed);
            assertThat(order.get("payment").asString()).isEqualTo(expected.get(order.get("id").asString()));
            assertThat(order.get("history").size()).isLessThanOrEqualTo(4);
        }
        var paid = buying.house.bean(Db.class).in(buying.seller.organization(), tx ->
                buying.house.bean(JournalReader.class).after(tx, 0, List.of("order.paid"), 1_000));
        assertThat(paid).hasSize((int) expected.values().stream().filter("captured"::equals).count());
        assertThat(paid).extracting(e -> e.subjectId().toString()).doesNotHaveDuplicates();
    }

    @Test
    void overtakenRepeatedAndWrongEventsChangeNothing() {
        var placed = buying.buy(buying.goods("Board", 1), 1, "test");
        var captured = event(placed, "payment.captured");
        var wrong = event(placed, "payment.captured");
        wrong.put("amount", Map.of("amount", 1, "currency", "EUR"));

        assertThat(outcome(wrong)).isEqualTo("mismatch");
        assertThat(buying.order(placed).get("payment").asString()).isEqualTo("pending");
        assertThat(outcome(captured)).isEqualTo("applied");
        assertThat(outcome(captured)).isEqualTo("duplicate");
        assertThat(outcome(event(placed, "payment.authorized"))).isEqualTo("stale");
        assertThat(outcome(event(placed, "payment.failed"))).isEqualTo("stale");
        assertThat(buying.order(placed).get("payment").asString()).isEqualTo("captured");
    }

    @Test
    void moneyThatComesTooLateIsWrittenDown() {
        var placed = buying.buy(buying.goods("Board", 1), 1, "test");
        buying.seller.post(buying.path(placed) + "/cancel", Map.of("reason", "no")).is(200);

        assertThat(outcome(event(placed, "payment.captured"))).isEqualTo("late");

        var order = buying.order(placed);
        assertThat(order.get("payment").asString()).isEqualTo("voided");
        assertThat(order.get("history").get(2).get("what").asString()).contains("EUR 12.50").contains("return it");
    }

    @Test
    void onlySignedFreshAndReadableEventsAreHeard() {
        var placed = buying.buy(buying.goods("Board", 1), 1, "test");
        var body = JsonMapper.shared().writeValueAsBytes(event(placed, "payment.captured"));
        var header = Signatures.HEADER;

        send(body, Signatures.sign(new byte[32], Instant.now(), body)).problem(400, "invalid-request");
        send(body, Signatures.sign(secret, Instant.now().minus(Duration.ofMinutes(6)), body)).problem(400, "invalid-request");
        assertThat(send(body, "nonsense").problem(400, "invalid-request")).containsOnlyKeys(header);
        buying.house.stranger().post("/v1/orders/webhooks/test", body).problem(400, "invalid-request");
        buying.house.stranger().post("/v1/orders/webhooks/gold", body, header, "x").problem(404, "not-found");
        assertThat(buying.order(placed).get("payment").asString()).isEqualTo("pending");

        var event = event(placed, "payment.exploded");
        assertThat(tell(event).problem(422, "validation-failed")).containsOnlyKeys("type");
        event.put("type", "payment.captured");
        event.put("paymentId", UUID.randomUUID());
        tell(event).problem(404, "not-found");
        event.put("surprise", 1);
        assertThat(tell(event).problem(400, "invalid-request")).containsOnlyKeys("surprise");
    }
}
