package app.atelier.catalog.products;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.catalog.CatalogAccess;
import app.atelier.catalog.Product;
import app.atelier.catalog.templates.Contents;
import app.atelier.catalog.templates.Template;
import app.atelier.catalog.templates.TemplateStore;
import app.atelier.platform.db.Db;
import app.atelier.platform.web.Problem;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What everybody may see: published products, by the shop's name. Also answers other services of the same process. */
@Component
class Shops implements CatalogAccess {

    /** A shop is shown on one page. */
    private static final int MOST_PRODUCTS = 500;

    private final Db db;
    private final ProductStore store;
    private final TemplateStore templates;
    private final UserAccess users;

    Shops(Db db, ProductStore store, TemplateStore templates, UserAccess users) {
        this.db = db;
        this.store = store;
        this.templates = templates;
        this.users = users;
    }

    @Override
    public Optional<Shop> shop(String slug) {
        return users.organizationBySlug(slug).map(o -> new Shop(o.id(), o.slug(), o.name()));
    }

    @Override
    public List<Offer> offers(UUID organization, Collection<UUID> products) {
        return db.in(organization, tx -> store.published(tx, "", products)).stream()
                .map(p -> new Offer(p.id(), p.kind(), p.name(), p.price(), p.templateId(), p.templateVersion())).toList();
    }

    Shop open(String slug) {
        return shop(slug).orElseThrow(() -> new Problem.NotFound("There is no shop at this address."));
    }

    List<Product> products(Shop shop) {
        return db.replica(shop.organizationId(), tx -> store.published(tx, shop.slug(), MOST_PRODUCTS)).stream()
                .map(Product::forCustomer).toList();
    }

    Product product(Shop shop, String slug) {
        return db.replica(shop.organizationId(), tx -> store.published(tx, shop.slug(), slug)).map(Product::forCustomer)
                .orElseThrow(() -> new Problem.NotFound("This shop sells no such product, or no longer does."));
    }

    /** What a project of this service contains, where that is known. */
    @Nullable Contents contents(Shop shop, Product product) {
        var template = product.templateId();
        return template == null ? null
                : db.replica(shop.organizationId(), tx -> templates.find(tx, template)).map(Template::contents).orElse(null);
    }
}
