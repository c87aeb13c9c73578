package app.atelier.catalog;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/** A product is gone; no order ever held it. */
public record ProductDeleted(Product product) implements Event {

    public static final String TYPE = "product.deleted";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Subject subject() {
        return new Subject("product", product.id());
    }

    @Override
    public @Nullable String audience() {
        return Audience.ORGANIZATION;
    }
}
