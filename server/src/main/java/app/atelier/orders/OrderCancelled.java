package app.atelier.orders;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** An order was cancelled; what was held for it is free. */
public record OrderCancelled(Order order, String reason) implements Event {

    public static final String TYPE = "order.cancelled";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "order", order.id(), Audience.ORGANIZATION);
    }
}
