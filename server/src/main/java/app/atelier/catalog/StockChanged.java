package app.atelier.catalog;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/** There are more or fewer of a product, or more or fewer of them are held. */
public record StockChanged(UUID productId, StockLevel before, StockLevel after, String reason, @Nullable UUID orderId) implements Event {

    public static final String TYPE = "stock.changed";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "product", productId, Audience.ORGANIZATION);
    }
}
