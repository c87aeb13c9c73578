package app.atelier.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What other services may ask about what is sold. */
@HttpExchange("/internal/catalog")
public interface CatalogAccess {

    /**
     * A public shop: an organization by its name in addresses.
     *
     * @param slug its name in addresses
     */
    record Shop(UUID organizationId, String slug, String name) {
    }

    /**
     * A product as it is sold at this moment: what an order writes down.
     *
     * @param templateVersion the template's newest version; null where there is no template
     */
    record Offer(UUID productId, ProductKind kind, String name, Money price, @Nullable UUID templateId,
            @Nullable Integer templateVersion) {
    }

    @PostExchange("/shop")
    Optional<Shop> shop(String slug);

    /** Those of the products that are published now; the others are left out. */
    @PostExchange("/offers")
    List<Offer> offers(UUID organization, Collection<UUID> products);
}
