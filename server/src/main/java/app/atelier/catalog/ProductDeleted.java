package app.atelier.catalog;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A product is gone; no order ever held it. */
public record ProductDeleted(Product product) implements Event {

    public static final String TYPE = "product.deleted";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "product", product.id(), Audience.ORGANIZATION);
    }
}
