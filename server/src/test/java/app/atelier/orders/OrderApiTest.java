package app.atelier.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import app.atelier.Await;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;

class OrderApiTest {

    private final Buying buying = new Buying();

    @Test
    void anInvoiceIsPaidShippedAndCompleted() {
        var product = buying.goods("Board", 10);
        var placed = buying.buy(product, 3, "invoice");
        assertThat(placed.get("payment").get("url").isNull()).isTrue();

        var paid = buying.seller.post(buying.path(placed) + "/payments", Map.of("method", "bank_transfer", "reference", "No 7")).is(200).json();
        assertThat(paid.get("payment").asString()).isEqualTo("captured");
        assertThat(paid.get("payments").get(0).get("reference").asString()).isEqualTo("No 7");
        assertThat(paid.get("paidAt").isNull()).isFalse();
        buying.seller.post(buying.path(placed) + "/payments", Map.of("method", "cash")).problem(409, "illegal-transition");

        var half = buying.seller.post(buying.linePath(placed, 0), Map.of("quantity", 2)).is(200).json();
        assertThat(half.get("fulfilment").asString()).isEqualTo("partially_fulfilled");
        assertThat(buying.seller.post(buying.linePath(placed, 0), Map.of("quantity", 2)).problem(422, "validation-failed"))
                .containsOnlyKeys("quantity");
        var done = buying.seller.post(buying.linePath(placed, 0), Map.of("quantity", 1)).is(200).json();
        assertThat(done.get("state").asString()).isEqualTo("completed");

        var stock = Await.until(() -> buying.stock(product), s -> s.get("onHand").asInt() == 7);
        assertThat(stock.get("reserved").asInt()).isZero();
        assertThat(buying.ledger(product)).isEqualTo(7);
        buying.seller.post(buying.path(placed) + "/cancel", Map.of("reason", "too late")).problem(409, "illegal-transition");
    }

    @Test
    void cancellingFreesTheStockAndGivesTheMoneyBack() {
        var product = buying.goods("Board", 4);
        var placed = buying.buy(product, 3, "test");
        buying.play(placed, "succeed").is(200);

        var cancelled = buying.seller.post(buying.path(placed) + "/cancel", Map.of("reason", "broken")).is(200).json();

        assertThat(cancelled.get("state").asString()).isEqualTo("cancelled");
        assertThat(cancelled.get("payment").asString()).isEqualTo("refunded");
        assertThat(cancelled.get("fulfilment").asString()).isEqualTo("cancelled");
        Await.until(() -> buying.stock(product), s -> s.get("available").asInt() == 4);
        assertThat(buying.seller.post(buying.path(placed) + "/cancel", Map.of("reason", " ")).problem(422, "validation-failed"))
                .containsOnlyKeys("reason");
        buying.play(placed, "succeed").problem(409, "conflict");
    }

    @Test
    void ordersAreFilteredSearchedAndPaged() {
        var product = buying.goods("Board", 10);
        var first = buying.buy(product, 1, "invoice");
        buying.buy(product, 1, "test");
        buying.seller.post(buying.path(first) + "/payments", Map.of("method", "cash")).is(200);

        var page = buying.seller.get("/v1/orders?limit=1").is(200).json();
        assertThat(page.get("items").get(0).get("number").asString()).isEqualTo("A-1002");
        var next = buying.seller.get("/v1/orders?limit=1&cursor=" + page.get("next").asString()).is(200).json();
        assertThat(next.get("items").get(0).get("number").asString()).isEqualTo("A-1001");
        assertThat(next.get("next").isNull()).isTrue();
        assertThat(buying.seller.get("/v1/orders?payment=captured").is(200).json().get("items")).hasSize(1);
        assertThat(buying.seller.get("/v1/orders?state=cancelled").is(200).json().get("items")).isEmpty();
        assertThat(buying.seller.get("/v1/orders?q=a-1002").is(200).json().get("items")).hasSize(1);
        assertThat(buying.seller.get("/v1/orders?q=lovelace").is(200).json().get("items")).hasSize(2);
        buying.seller.get("/v1/orders?state=lost").problem(422, "validation-failed");
        buying.seller.get("/v1/orders?cursor=x").problem(400, "invalid-request");
    }

    @Test
    void foreignersSeeNothingAndGuestsMayNot() {
        var placed = buying.buy(buying.goods("Board", 10), 1, "invoice");
        var line = buying.linePath(placed, 0);
        var other = buying.house.register();
        var guest = buying.house.member(buying.seller, Role.GUEST);
        var member = buying.house.member(buying.seller, Role.MEMBER);

        other.get(buying.path(placed)).problem(404, "not-found");
        other.post(buying.path(placed) + "/payments", Map.of("method", "cash")).problem(404, "not-found");
        other.post(buying.path(placed) + "/cancel", Map.of("reason", "mine")).problem(404, "not-found");
        other.post(line, Map.of("quantity", 1)).problem(404, "not-found");
        guest.get("/v1/orders").problem(403, "forbidden");
        guest.get(buying.path(placed)).problem(403, "forbidden");
        guest.post(buying.path(placed) + "/payments", Map.of("method", "cash")).problem(403, "forbidden");
        guest.post(buying.path(placed) + "/cancel", Map.of("reason", "no")).problem(403, "forbidden");
        guest.post(line, Map.of("quantity", 1)).problem(403, "forbidden");
        buying.house.stranger().get(buying.path(placed)).problem(401, "unauthenticated");
        assertThat(member.post(buying.path(placed) + "/payments", Map.of("method", "gold")).problem(422, "validation-failed"))
                .containsOnlyKeys("method");
        member.post(buying.path(placed) + "/payments", Map.of("method", "cash")).is(200);
    }
}
