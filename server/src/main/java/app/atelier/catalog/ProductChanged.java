package app.atelier.catalog;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/** A product is another now: as it is, and as it was. */
public record ProductChanged(Product product, Product before) implements Event {

    public static final String TYPE = "product.changed";

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
