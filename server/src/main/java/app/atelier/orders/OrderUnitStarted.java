package app.atelier.orders;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/** One unit of a service became a project. */
public record OrderUnitStarted(Order order, UUID lineId, int unit, UUID projectId, String projectName) implements Event {

    public static final String TYPE = "order.unit_started";

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
