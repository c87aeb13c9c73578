package app.atelier.orders;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/** An order’s payment was authorized or declined, or came too late. */
public record OrderPaymentChanged(Order order) implements Event {

    public static final String TYPE = "order.payment_changed";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Subject subject() {
        return new Subject("order", order.id());
    }

    @Override
    public @Nullable String audience() {
        return Audience.ORGANIZATION;
    }
}
