package app.atelier.orders;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/** An order was cancelled; what was held for it is free. */
public record OrderCancelled(Order order, String reason) implements Event {

    public static final String TYPE = "order.cancelled";

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
