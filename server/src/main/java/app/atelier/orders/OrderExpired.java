package app.atelier.orders;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** An order was not paid in time; what was held for it is free. */
public record OrderExpired(Order order) implements Event {

    public static final String TYPE = "order.expired";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "order", order.id(), Audience.ORGANIZATION);
    }
}
