package app.atelier.platform.watch;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;

/** One house with a management port and a little of everything going on in it, for all who read its metrics. */
final class WatchedHouse {

    private static final WatchedHouse ONE = new WatchedHouse();

    private final House house = House.only("all", Map.of("atelier.management.port", "0",
            "atelier.payments.providers", "invoice,test",
            "atelier.limits.person", "10000000", "atelier.limits.anonymous", "10000000"));

    private WatchedHouse() {
        visit();
    }

    static WatchedHouse get() {
        return ONE;
    }

    House house() {
        return house;
    }

    Client management() {
        return house.stranger("http://localhost:" + house.bean(ManagementServer.class).port());
    }

    String scrape() {
        return management().get("/metrics").is(200).text();
    }

    /** The value of the one series of this name that has all these labels, such as {@code event="order.paid"}; 0 without any. */
    double value(String name, String... labels) {
        return scrape().lines()
                .filter(l -> l.startsWith(name + "{") || l.startsWith(name + " "))
                .filter(l -> List.of(labels).stream().allMatch(l::contains))
                .mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** A project with a finished task, a paid order, raw events good and bad, and requests that fail. */
    private void visit() {
        var owner = house.register();
        var project = owner.post("/v1/projects", Map.of("name", "Watched")).is(201).json().get("id").asString();
        var task = owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "Done soon")).is(201).json().get("id").asString();
        owner.get("/v1/projects/" + project + "/board").is(200);
        owner.patch("/v1/tasks/" + task, Map.of("statusId", done(owner, project))).is(200);
        buy(owner);
        owner.post("/v1/ingestion/streams/machines/events", Map.of("events", List.of(
                Map.of("id", "1", "type", "started", "at", "2026-11-23T10:00:00Z", "data", Map.of()),
                Map.of("id", "1", "type", "started", "at", "2026-11-23T10:00:00Z", "data", Map.of()),
                Map.of("type", "nameless")))).is(200);
        owner.get("/v1/tasks/" + UUID.randomUUID()).is(404);
        house.stranger().get("/v1/projects").is(401);
        // Pauses are told from the first collection on.
        System.gc();
        Await.until("the collection to be told", () -> value("jvm_gc_pause_seconds_count") > 0);
    }

    private static String done(Client owner, String project) {
        for (var status : owner.get("/v1/projects/" + project + "/board").is(200).json().get("project").get("statuses")) {
            if (status.get("category").asString().equals("done")) {
                return status.get("id").asString();
            }
        }
        throw new AssertionError("no status means done");
    }

    private void buy(Client seller) {
        var product = seller.post("/v1/catalog/products", Map.of("kind", "goods", "name", "Lamp", "onHand", 5, "state", "published",
                "price", Map.of("amount", 1_250, "currency", "EUR"))).is(201).json().get("id").asString();
        var placed = house.stranger().post("/v1/orders/checkout", Map.of("id", UUID.randomUUID(), "shop", seller.slug(),
                "items", List.of(Map.of("productId", product, "quantity", 1)),
                "customer", Map.of("name", "Ada Lovelace", "email", "ada@example.org"), "payment", "test")).is(201).json();
        house.stranger().post("/v1/orders/test-payments/" + placed.get("payment").get("id").asString(),
                Map.of("secret", placed.get("secret").asString(), "outcome", "succeed")).is(200);
    }
}
