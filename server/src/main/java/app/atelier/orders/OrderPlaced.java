package app.atelier.orders;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/**
 * A customer ordered; what the catalog holds for the order stays held.
 *
 * @param sealedSecret what shows the order to its customer, sealed for {@code orders.secret/<id>}: their mail must carry
 *                     it, and nobody else who reads the journal may
 */
public record OrderPlaced(Order order, String sealedSecret) implements Event {

    public static final String TYPE = "order.placed";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "order", order.id(), Audience.ORGANIZATION);
    }
}
