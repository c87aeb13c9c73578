package app.atelier.orders;

import java.util.List;
import java.util.UUID;

import app.atelier.catalog.ProductKind;
import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/**
 * Something of an order was handed over: {@code order.fulfilled} when that was the last of it, else
 * {@code order.partially_fulfilled}.
 *
 * @param fulfilled what was handed over this time
 */
public record OrderFulfilled(Order order, List<Part> fulfilled) implements Event {

    /** So many of a line. */
    public record Part(UUID lineId, UUID productId, ProductKind kind, int quantity) {
    }

    @Override
    public Envelope envelope() {
        var whole = order.fulfilment() == FulfilmentState.FULFILLED;
        return new Envelope(whole ? "order.fulfilled" : "order.partially_fulfilled", "order", order.id(), Audience.ORGANIZATION);
    }
}
