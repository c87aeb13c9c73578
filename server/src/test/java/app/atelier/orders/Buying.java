package app.atelier.orders;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import tools.jackson.databind.JsonNode;

/** What tests of orders do again and again: a seller with products, and customers who buy. */
public final class Buying {

    public final House house = House.all();
    public final Client seller = house.register();

    public UUID goods(String name, int onHand) {
        return UUID.fromString(seller.post("/v1/catalog/products", Map.of("kind", "goods", "name", name, "onHand", onHand,
                "state", "published", "price", Map.of("amount", 1_250, "currency", "EUR"))).is(201).json().get("id").asString());
    }

    public Map<String, Object> cart(UUID product, int quantity, String payment) {
        return new HashMap<>(Map.of("id", UUID.randomUUID(), "shop", seller.slug(),
                "items", List.of(Map.of("productId", product, "quantity", quantity)),
                "customer", Map.of("name", "Ada Lovelace", "email", "Ada@Example.org"), "payment", payment));
    }

    public JsonNode buy(UUID product, int quantity, String payment) {
        return house.stranger().post("/v1/orders/checkout", cart(product, quantity, payment)).is(201).json();
    }

    public Client.Answer play(JsonNode placed, String outcome) {
        return house.stranger().post("/v1/orders/test-payments/" + placed.get("payment").get("id").asString(),
                Map.of("secret", placed.get("secret").asString(), "outcome", outcome));
    }

    /** As the seller has it. */
    public JsonNode order(JsonNode placed) {
        return seller.get(path(placed)).is(200).json();
    }

    public String path(JsonNode placed) {
        return "/v1/orders/" + placed.get("orderId").asString();
    }

    public String linePath(JsonNode placed, int line) {
        return path(placed) + "/lines/" + order(placed).get("lines").get(line).get("id").asString() + "/fulfil";
    }

    public JsonNode stock(UUID product) {
        return seller.get("/v1/catalog/products/" + product).is(200).json().get("stock");
    }

    public int ledger(UUID product) {
        var sum = 0;
        for (var movement : seller.get("/v1/catalog/products/" + product + "/stock?limit=100").is(200).json().get("items")) {
            sum += movement.get("delta").asInt();
        }
        return sum;
    }
}
