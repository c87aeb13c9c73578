package app.atelier.catalog;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something an organization sells.
 *
 * @param slug            its name in addresses, unique in the organization
 * @param description     Markdown
 * @param templateId      of a service: the project template its projects are made from
 * @param templateVersion the template's newest version, which an order pins
 * @param stock           of goods; null for a service
 * @param url             the path of its public page
 */
public record Product(UUID id, ProductKind kind, String name, String slug, String description, Money price,
        ProductState state, @Nullable UUID templateId, @Nullable String templateName, @Nullable Integer templateVersion,
        @Nullable StockLevel stock, String url, int version, Instant createdAt, Instant updatedAt) {

    /** As a customer may see it: what is available, not how many there are or who holds them. */
    public Product forCustomer() {
        return new Product(id, kind, name, slug, description, price, state, templateId, templateName, templateVersion,
                stock == null ? null : new StockLevel(stock.available(), 0), url, version, createdAt, updatedAt);
    }
}
