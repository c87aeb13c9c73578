package app.atelier.catalog;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A product is another now: as it is, and as it was. */
public record ProductChanged(Product product, Product before) implements Event {

    public static final String TYPE = "product.changed";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "product", product.id(), Audience.ORGANIZATION);
    }
}
