package app.atelier.catalog.stock;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import app.atelier.catalog.ProductKind;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Follows orders: keeps, releases and takes what they hold. */
@Component
class OrderStock implements Follower {

    private final Reservations reservations;

    OrderStock(Reservations reservations) {
        this.reservations = reservations;
    }

    @Override
    public String name() {
        return "order-stock";
    }

    @Override
    public String service() {
        return "catalog";
    }

    @Override
    public Set<String> types() {
        return Set.of("order.placed", "order.cancelled", "order.expired", "order.partially_fulfilled", "order.fulfilled");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        var number = entry.data().get("order").get("number").asString();
        switch (entry.type()) {
            case "order.placed" -> reservations.keep(tx, entry.subjectId());
            case "order.cancelled" -> reservations.release(tx, entry.subjectId(), "Order " + number + " was cancelled");
            case "order.expired" -> reservations.release(tx, entry.subjectId(), "Order " + number + " was not paid in time");
            default -> takeGoods(tx, entry, number);
        }
    }

    private void takeGoods(Tx tx, JournalEntry entry, String number) {
        var goods = goods(entry.data().get("fulfilled"));
        if (!goods.isEmpty()) {
            reservations.take(tx, entry.subjectId(), number, goods);
        }
    }

    private static Map<UUID, Integer> goods(JsonNode fulfilled) {
        var goods = new HashMap<UUID, Integer>();
        for (var line : fulfilled) {
            if (line.get("kind").asString().equals(ProductKind.GOODS.word())) {
                goods.merge(UUID.fromString(line.get("productId").asString()), line.get("quantity").asInt(), Integer::sum);
            }
        }
        return goods;
    }
}
