package app.atelier.catalog.products;

import java.util.UUID;

import app.atelier.catalog.Money;
import app.atelier.catalog.Product;
import app.atelier.catalog.ProductKind;
import app.atelier.catalog.ProductState;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;

/** What a seller decides about a product, within its limits. */
public record Draft(ProductKind kind, String name, @Nullable String slug, String description, Money price,
        ProductState state, @Nullable UUID templateId) {

    public Draft {
        name = name.strip();
        price = price.requirePrice("price");
        if (kind == ProductKind.GOODS && templateId != null) {
            throw new Problem.Invalid("templateId", "is for services; goods become no project");
        }
    }

    /** Whether the product is what this draft says. A slug that was left open agrees with any. */
    boolean describes(Product product) {
        return product.kind() == kind && product.name().equals(name) && product.description().equals(description)
                && product.price().equals(price) && product.state() == state
                && java.util.Objects.equals(product.templateId(), templateId)
                && (slug == null || slug.equals(product.slug()));
    }
}
