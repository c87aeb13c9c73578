package app.atelier.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import app.atelier.Await;
import app.atelier.Client;
import org.junit.jupiter.api.Test;

class CheckoutApiTest {

    private static final String CHECKOUT = "/v1/orders/checkout";
    private final Buying buying = new Buying();
    private final Client stranger = buying.house.stranger();

    @Test
    void aCustomerOrdersPaysAndLooks() {
        var product = buying.goods("Board", 5);
        var placed = buying.buy(product, 2, "test");

        assertThat(placed.get("number").asString()).isEqualTo("A-1001");
        assertThat(placed.get("total").get("amount").asLong()).isEqualTo(2_500);
        assertThat(placed.get("state").asString()).isEqualTo("placed");
        assertThat(placed.get("payment").get("url").asString()).isEqualTo("/pay/test/" + placed.get("payment").get("id").asString());
        assertThat(buying.stock(product).get("available").asInt()).isEqualTo(3);

        buying.play(placed, "decline").is(200);
        assertThat(buying.order(placed).get("payment").asString()).isEqualTo("failed");
        var paid = buying.play(placed, "succeed").is(200).json();
        assertThat(paid.get("payment").asString()).isEqualTo("captured");
        buying.play(placed, "succeed").problem(409, "conflict");

        var status = "/v1/orders/status/" + placed.get("orderId").asString() + "?secret=";
        var seen = stranger.get(status + placed.get("secret").asString()).is(200).json();
        assertThat(seen.get("customer").get("email").asString()).isEqualTo("ada@example.org");
        assertThat(seen.get("history")).extracting(h -> h.get("what").asString())
                .containsExactly("Placed", "The payment was declined", "Paid: EUR 25.00");
        stranger.get(status + "another").problem(404, "not-found");
        stranger.get("/v1/orders/status/" + UUID.randomUUID() + "?secret=x").problem(404, "not-found");
        stranger.post("/v1/orders/test-payments/" + placed.get("payment").get("id").asString(),
                Map.of("secret", "another", "outcome", "succeed")).problem(404, "not-found");
    }

    @Test
    void providersAreListedAndOthersRefused() {
        assertThat(stranger.get("/v1/orders/providers").is(200).json().get("items"))
                .extracting(p -> p.asString()).containsExactly("invoice", "test");
        var cart = buying.cart(buying.goods("Board", 1), 1, "gold");
        assertThat(stranger.post(CHECKOUT, cart).problem(422, "validation-failed")).containsOnlyKeys("payment");
    }

    @Test
    void everyFieldHasLimitsAndSaysWhich() {
        var product = buying.goods("Board", 5);
        var cart = buying.cart(product, 0, "invoice");
        cart.put("customer", Map.of("name", " ", "email", "nobody"));
        cart.put("note", "x".repeat(2_001));
        assertThat(stranger.post(CHECKOUT, cart).problem(422, "validation-failed"))
                .containsOnlyKeys("items[0].quantity", "customer.name", "customer.email", "note");

        cart = buying.cart(product, 1, "invoice");
        cart.put("items", List.of());
        assertThat(stranger.post(CHECKOUT, cart).problem(422, "validation-failed")).containsOnlyKeys("items");
        cart.put("items", List.of(Map.of("productId", product, "quantity", 1), Map.of("productId", product, "quantity", 1)));
        assertThat(stranger.post(CHECKOUT, cart).problem(422, "validation-failed")).containsOnlyKeys("items[1].productId");
        cart.put("items", List.of(Map.of("productId", UUID.randomUUID(), "quantity", 1)));
        assertThat(stranger.post(CHECKOUT, cart).problem(422, "validation-failed")).containsOnlyKeys("items[0].productId");
        cart.put("items", List.of(Map.of("productId", product, "quantity", 1, "price", 1)));
        assertThat(stranger.post(CHECKOUT, cart).problem(400, "invalid-request")).containsOnlyKeys("items[0].price");
        cart = buying.cart(product, 1, "invoice");
        cart.put("shop", "nobody-is-here");
        stranger.post(CHECKOUT, cart).problem(404, "not-found");
    }

    @Test
    void draftsAndWhatIsSoldOutCannotBeOrdered() {
        var product = buying.goods("Board", 1);
        assertThat(stranger.post(CHECKOUT, buying.cart(product, 2, "invoice")).is(409).json().get("detail").asString())
                .contains("Board").contains("only 1 available");
        buying.seller.patch("/v1/catalog/products/" + product, Map.of("state", "draft")).is(200);
        assertThat(stranger.post(CHECKOUT, buying.cart(product, 1, "invoice")).problem(422, "validation-failed"))
                .containsOnlyKeys("items[0].productId");
    }

    @Test
    void fiftyParallelCheckoutsWithOneIdMakeOneOrderAndOnePayment() throws Exception {
        var product = buying.goods("Board", 100);
        var cart = buying.cart(product, 2, "test");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new HashSet<String>();
            var made = 0;
            for (var answer : threads.invokeAll(IntStream.range(0, 50)
                    .<Callable<Client.Answer>>mapToObj(_ -> () -> buying.house.stranger().post(CHECKOUT, cart)).toList())) {
                assertThat(answer.get().status()).as(answer.get().text()).isIn(200, 201);
                made += answer.get().status() == 201 ? 1 : 0;
                answers.add(answer.get().text());
            }
            assertThat(made).isEqualTo(1);
            assertThat(answers).as("the same order, payment and secret").hasSize(1);
        }
        assertThat(buying.seller.get("/v1/orders").is(200).json().get("items")).hasSize(1);
        assertThat(buying.stock(product).get("reserved").asInt()).isEqualTo(2);

        cart.put("note", "something else");
        assertThat(stranger.post(CHECKOUT, cart).problem(409, "conflict")).containsOnlyKeys("id");
        var elsewhere = new Buying();
        var foreign = elsewhere.cart(elsewhere.goods("Board", 1), 1, "test");
        foreign.put("id", cart.get("id"));
        assertThat(stranger.post(CHECKOUT, foreign).problem(409, "conflict")).containsOnlyKeys("id");
    }

    @Test
    void thirtyTwoBuyersOrderExactlyWhatThereIsWithNumbersWithoutGaps() throws Exception {
        var product = buying.goods("Last hundred", 100);
        var sold = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(32)) {
            for (var buyer : threads.invokeAll(IntStream.range(0, 32).<Callable<Void>>mapToObj(_ -> () -> {
                for (var attempt = 0; attempt < 40; attempt++) {
                    var answer = buying.house.stranger().post(CHECKOUT, buying.cart(product, 1, "invoice"));
                    if (answer.status() == 201) {
                        sold.incrementAndGet();
                    } else {
                        answer.problem(409, "out-of-stock");
                    }
                }
                return null;
            }).toList())) {
                buyer.get();
            }
        }
        assertThat(sold).hasValue(100);
        assertThat(buying.stock(product).get("available").asInt()).isZero();
        var numbers = new TreeSet<String>();
        buying.seller.get("/v1/orders?limit=100").is(200).json().get("items").forEach(o -> numbers.add(o.get("number").asString()));
        assertThat(numbers).containsExactlyElementsOf(IntStream.rangeClosed(1_001, 1_100).mapToObj(n -> "A-" + n)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void aPaidServiceBecomesOneProjectPerUnit() {
        var template = Await.until(() -> buying.seller.get("/v1/projects/templates").is(200).json().get("items"), t -> !t.isEmpty()).get(0);
        var body = Map.of("kind", "service", "name", "Twelve weeks", "state", "published",
                "templateId", template.get("id").asString(), "price", Map.of("amount", 249_000, "currency", "EUR"));
        var product = UUID.fromString(Await.until(() -> buying.seller.post("/v1/catalog/products", body), a -> a.status() == 201)
                .json().get("id").asString());
        var placed = buying.buy(product, 2, "test");
        assertThat(buying.order(placed).get("lines").get(0).get("templateVersion").asInt()).isEqualTo(template.get("version").asInt());
        buying.play(placed, "succeed").is(200);

        var order = Await.until(() -> buying.order(placed), o -> {
            var units = o.get("lines").get(0).get("units");
            return !units.get(0).get("projectId").isNull() && !units.get(1).get("projectId").isNull();
        });
        assertThat(order.get("lines").get(0).get("units").get(0).get("projectName").asString()).startsWith("Twelve weeks");
        assertThat(buying.seller.get("/v1/projects").is(200).json().get("items")).hasSize(2);
    }
}
