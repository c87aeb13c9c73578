package app.atelier.orders;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/** An order is paid; whoever delivers may begin. */
public record OrderPaid(Order order) implements Event {

    public static final String TYPE = "order.paid";

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
