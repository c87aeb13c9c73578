package app.atelier.ingestion.streams;

import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The stream {@code shop-orders}: the life of orders of a shop elsewhere, one event for each step. */
final class ShopOrders {

    static final String STREAM = "shop-orders";

    private static final Set<String> TYPES = new TreeSet<>(Set.of("order.created", "order.purchased", "order.approved",
            "order.processing", "order.invoiced", "order.shipped", "order.handed_over", "order.delivered",
            "order.canceled", "order.unavailable"));

    private ShopOrders() {
    }

    /** What keeps the event from being one of an order's life; null when nothing does. */
    static @Nullable String fault(String type, JsonNode data) {
        if (!TYPES.contains(type)) {
            return "type: must be one of " + String.join(", ", TYPES);
        }
        var orderId = data.get("orderId");
        if (orderId == null || !orderId.isString() || orderId.stringValue().isBlank() || orderId.stringValue().length() > 128) {
            return "data.orderId: must be a text of 1 to 128 characters";
        }
        var estimate = data.get("estimatedDeliveryAt");
        if (estimate != null && !estimate.isNull() && EventRules.instant(estimate) == null) {
            return "data.estimatedDeliveryAt: must be an instant such as 2026-11-23T10:00:00Z, or left out";
        }
        var status = data.get("status");
        if (status != null && !status.isNull() && (!status.isString() || status.stringValue().length() > 40)) {
            return "data.status: must be a text of at most 40 characters, or left out";
        }
        return null;
    }
}
