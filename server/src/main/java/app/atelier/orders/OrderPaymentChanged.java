package app.atelier.orders;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** An order’s payment was authorized or declined, or came too late. */
public record OrderPaymentChanged(Order order) implements Event {

    public static final String TYPE = "order.payment_changed";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "order", order.id(), Audience.ORGANIZATION);
    }
}
