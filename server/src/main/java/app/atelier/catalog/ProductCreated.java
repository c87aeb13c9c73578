package app.atelier.catalog;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A product exists. */
public record ProductCreated(Product product) implements Event {

    public static final String TYPE = "product.created";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "product", product.id(), Audience.ORGANIZATION);
    }
}
