package app.atelier.processing.pipelines;

import java.time.Instant;
import java.util.List;

import app.atelier.ingestion.RawEvent;

/** What raw events tell. Those of type {@code order.…} are steps of an order's life, on whichever stream they come. */
final class RawFacts {

    private static final String ORDER = "order.";
    private static final List<String> STEPS = List.of("created", "purchased", "approved", "processing", "invoiced",
            "shipped", "handed_over", "delivered", "canceled", "unavailable");

    private RawFacts() {
    }

    static void take(RawEvent event, Facts facts, Instant now) {
        try {
            if (event.type().startsWith(ORDER)) {
                facts.order(order(event));
            } else {
                facts.other(event.stream(), event.type(), event.seq(), event.at());
            }
        } catch (Unusable unusable) {
            facts.reject(event.stream(), event.seq(), event.id(), event.type(), String.valueOf(unusable.getMessage()), now);
        }
    }

    private static Facts.Order order(RawEvent event) {
        var step = event.type().substring(ORDER.length());
        if (!STEPS.contains(step)) {
            throw new Unusable("type: is no step of an order's life; those are " + String.join(", ", STEPS));
        }
        return new Facts.Order(event.stream(), Fields.text(event.data(), "orderId"), step, event.seq(), event.at(),
                Fields.instant(event.data(), "estimatedDeliveryAt"), null, null);
    }
}
