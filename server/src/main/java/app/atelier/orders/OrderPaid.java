package app.atelier.orders;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** An order is paid; whoever delivers may begin. */
public record OrderPaid(Order order) implements Event {

    public static final String TYPE = "order.paid";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "order", order.id(), Audience.ORGANIZATION);
    }
}
