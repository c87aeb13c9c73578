package app.atelier.catalog.stock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.catalog.StockKeeper;
import app.atelier.platform.db.Db;
import app.atelier.platform.web.Problem;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReservationsTest {

    private static final int BUYERS = 32;
    private static final int ATTEMPTS = 40;
    private static final int STOCK = 100;

    private final House house = House.all();
    private final Client seller = house.register();
    private final Reservations reservations = house.bean(Reservations.class);
    private final Db db = house.bean(Db.class);

    private UUID goods(int onHand) {
        return UUID.fromString(seller.post("/v1/catalog/products", Map.of("kind", "goods", "name", "Piece", "onHand", onHand,
                "price", Map.of("amount", 100, "currency", "EUR"))).is(201).json().get("id").asString());
    }

    private JsonNode stock(UUID product) {
        return seller.get("/v1/catalog/products/" + product).is(200).json().get("stock");
    }

    private int ledger(UUID product) {
        var sum = 0;
        var cursor = "";
        while (true) {
            var page = seller.get("/v1/catalog/products/" + product + "/stock?limit=100" + cursor).is(200).json();
            for (var movement : page.get("items")) {
                sum += movement.get("delta").asInt();
            }
            if (page.get("next").isNull()) {
                return sum;
            }
            cursor = "&cursor=" + page.get("next").asString();
        }
    }

    private boolean reserve(UUID order, Map<UUID, Integer> quantities) {
        try {
            reservations.reserve(seller.organization(), order, quantities);
            return true;
        } catch (Problem.Conflict e) {
            assertThat(e.slug()).isEqualTo("out-of-stock");
            return false;
        }
    }

    @Test
    void thirtyTwoBuyersWithFortyAttemptsEachGetExactlyTheHundredPieces() throws Exception {
        var product = goods(STOCK);
        var sold = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(BUYERS)) {
            for (var buyer : threads.invokeAll(IntStream.range(0, BUYERS).<Callable<Void>>mapToObj(_ -> () -> {
                for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
                    sold.addAndGet(reserve(UUID.randomUUID(), Map.of(product, 1)) ? 1 : 0);
                }
                return null;
            }).toList())) {
                buyer.get();
            }
        }
        assertThat(sold).hasValue(STOCK);
        assertThat(stock(product).get("reserved").asInt()).isEqualTo(STOCK);
        assertThat(stock(product).get("available").asInt()).isZero();
    }

    @Test
    void ordersOfTheSameProductsInAnyOrderNeverDeadlock() throws Exception {
        var products = IntStream.range(0, 4).mapToObj(_ -> goods(1_000)).toList();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var order : threads.invokeAll(IntStream.range(0, 200).<Callable<Boolean>>mapToObj(_ -> () -> {
                var some = products.get(ThreadLocalRandom.current().nextInt(4));
                var other = products.get(ThreadLocalRandom.current().nextInt(4));
                return reserve(UUID.randomUUID(), some.equals(other) ? Map.of(some, 1) : Map.of(some, 1, other, 1));
            }).toList())) {
                assertThat(order.get()).isTrue();
            }
        }
    }

    @Test
    void anOrderHoldsAllOrNothingAndAsksAgainWithoutHarm() {
        var plenty = goods(10);
        var few = goods(1);
        var order = UUID.randomUUID();

        assertThat(reserve(order, Map.of(plenty, 2, few, 2))).isFalse();
        assertThat(stock(plenty).get("reserved").asInt()).isZero();

        assertThat(reserve(order, Map.of(plenty, 2, few, 1))).isTrue();
        assertThat(reserve(order, Map.of(plenty, 2, few, 1))).isTrue();
        assertThat(stock(plenty).get("reserved").asInt()).isEqualTo(2);
        assertThatThrownBy(() -> reservations.reserve(seller.organization(), order, Map.of(plenty, 3)))
                .isInstanceOf(Problem.Conflict.class).hasMessageContaining("other things");
    }

    @Test
    void aLeaseEndsOnceHoweverManyEndIt() throws Exception {
        var product = goods(5);
        var order = UUID.randomUUID();
        reserve(order, Map.of(product, 3));
        assertThat(reservations.endLeases(Instant.now())).isZero();

        var later = Instant.now().plus(Duration.ofMinutes(StockKeeper.LEASE_MINUTES + 1));
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var run : threads.invokeAll(IntStream.range(0, 8).<Callable<Integer>>mapToObj(_ -> () ->
                    reservations.endLeases(later)).toList())) {
                run.get();
            }
        }
        assertThat(stock(product).get("reserved").asInt()).isZero();
        assertThatThrownBy(() -> reservations.reserve(seller.organization(), order, Map.of(product, 3)))
                .isInstanceOf(Problem.Conflict.class).hasMessageContaining("released");
        // The news that the order stands comes after all: it gets its pieces back.
        db.in(seller.organization(), tx -> {
            reservations.keep(tx, order);
            return null;
        });
        assertThat(stock(product).get("reserved").asInt()).isEqualTo(3);
        assertThat(reservations.endLeases(later)).isZero();
    }

    @Test
    void theLedgersSumIsTheStockThroughAnyLife() {
        var product = goods(20);
        var order = UUID.randomUUID();
        reserve(order, Map.of(product, 6));
        db.in(seller.organization(), tx -> {
            reservations.keep(tx, order);
            reservations.take(tx, order, "A-1001", Map.of(product, 2));
            return null;
        });
        assertThat(stock(product).get("onHand").asInt()).isEqualTo(18);
        assertThat(stock(product).get("reserved").asInt()).isEqualTo(4);

        db.in(seller.organization(), tx -> {
            reservations.release(tx, order, "cancelled");
            reservations.release(tx, order, "told twice");
            return null;
        });
        assertThatThrownBy(() -> db.in(seller.organization(), tx -> {
            reservations.take(tx, order, "A-1001", Map.of(product, 1));
            return null;
        })).isInstanceOf(IllegalStateException.class);

        var path = "/v1/catalog/products/" + product + "/stock";
        seller.post(path, Map.of("delta", 5, "reason", "Delivery")).is(200);
        seller.post(path, Map.of("delta", -24, "reason", "Flood")).problem(409, "conflict");
        seller.post(path, Map.of("delta", 0, "reason", "Nothing")).problem(422, "validation-failed");
        seller.post(path, Map.of("delta", -3, "reason", "Broken")).is(200);

        assertThat(stock(product).get("onHand").asInt()).isEqualTo(20).isEqualTo(ledger(product));
        assertThat(stock(product).get("reserved").asInt()).isZero();
    }

    @Test
    void nothingIsTakenAwayThatIsHeld() {
        var product = goods(5);
        reserve(UUID.randomUUID(), Map.of(product, 4));
        var path = "/v1/catalog/products/" + product + "/stock";
        seller.post(path, Map.of("delta", -2, "reason", "Broken")).problem(409, "conflict");
        seller.post(path, Map.of("delta", -1, "reason", "Broken")).is(200);
    }
}
