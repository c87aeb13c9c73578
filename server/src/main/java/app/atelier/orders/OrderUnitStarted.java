package app.atelier.orders;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** One unit of a service became a project. */
public record OrderUnitStarted(Order order, UUID lineId, int unit, UUID projectId, String projectName) implements Event {

    public static final String TYPE = "order.unit_started";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "order", order.id(), Audience.ORGANIZATION);
    }
}
