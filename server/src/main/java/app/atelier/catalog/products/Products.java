package app.atelier.catalog.products;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import app.atelier.catalog.Product;
import app.atelier.catalog.ProductChanged;
import app.atelier.catalog.ProductCreated;
import app.atelier.catalog.ProductDeleted;
import app.atelier.catalog.ProductKind;
import app.atelier.catalog.ProductState;
import app.atelier.catalog.StockLevel;
import app.atelier.catalog.stock.StockRoom;
import app.atelier.catalog.templates.Template;
import app.atelier.catalog.templates.TemplateStore;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Slugs;
import app.atelier.platform.web.Versions;
import app.atelier.users.UserAccess;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The seller's side of the catalog. */
@Component
public class Products {

    private final Db db;
    private final ProductStore store;
    private final TemplateStore templates;
    private final StockRoom stock;
    private final Journal journal;
    private final UserAccess users;

    Products(Db db, ProductStore store, TemplateStore templates, StockRoom stock, Journal journal, UserAccess users) {
        this.db = db;
        this.store = store;
        this.templates = templates;
        this.stock = stock;
        this.journal = journal;
        this.users = users;
    }

    /** A product, and whether this request made it. */
    record Created(Product product, boolean isNew) {
    }

    Page<Product> page(Caller caller, @Nullable String words, @Nullable ProductState state, @Nullable Integer limit,
            @Nullable String cursor) {
        caller.require(Permission.CATALOG_READ);
        var size = Page.limit(limit);
        var after = cursor == null ? null : after(cursor);
        var shop = shop(caller.organization());
        var rows = db.replica(caller.organization(), tx -> store.page(tx, shop, words, state, after, size + 1));
        return Page.of(rows, size, p -> Page.cursor(p.name(), p.id()));
    }

    /** What somebody who may change it sees of it afterwards. */
    Product adjusted(Caller caller, UUID id) {
        caller.require(Permission.CATALOG_MANAGE);
        return found(caller, id);
    }

    Product read(Caller caller, UUID id) {
        caller.require(Permission.CATALOG_READ);
        return found(caller, id);
    }

    private Product found(Caller caller, UUID id) {
        var shop = shop(caller.organization());
        return db.in(caller.organization(), tx -> found(store.find(tx, shop, id).orElse(null), id));
    }

    /**
     * Makes a product; with an id that exists, answers the product that is there.
     *
     * @param onHand the first stock of goods
     * @throws Problem.Conflict when the id belongs to another product or the slug is taken
     */
    Created create(Caller caller, @Nullable UUID id, Draft draft, @Nullable Integer onHand) {
        caller.require(Permission.CATALOG_MANAGE);
        if (draft.kind() == ProductKind.SERVICE && onHand != null) {
            throw new Problem.Invalid("onHand", "is for goods; a service has no stock");
        }
        var shop = shop(caller.organization());
        var own = id == null ? Ids.next() : id;
        try {
            return db.in(caller.organization(), tx -> {
                var known = store.find(tx, shop, own).orElse(null);
                return known == null
                        ? new Created(insert(tx, caller.person(), shop, own, draft, onHand == null ? 0 : onHand), true)
                        : new Created(same(known, draft), false);
            });
        } catch (IntegrityConstraintViolationException e) {
            return db.in(caller.organization(), tx -> new Created(same(store.find(tx, shop, own)
                    .orElseThrow(() -> new Problem.Conflict("slug", "is taken by another product; choose another")), draft), false));
        }
    }

    /** Changes what the seller decides about it, from the draft it is to the draft it becomes. */
    Product change(Caller caller, UUID id, UnaryOperator<Draft> edit, @Nullable String ifMatch) {
        caller.require(Permission.CATALOG_MANAGE);
        var shop = shop(caller.organization());
        try {
            return db.in(caller.organization(), tx -> {
                var before = found(store.lock(tx, shop, id).orElse(null), id);
                Versions.require(ifMatch, before.version());
                var draft = edit.apply(new Draft(before.kind(), before.name(), before.slug(), before.description(),
                        before.price(), before.state(), before.templateId()));
                return draft.describes(before) ? before : update(tx, caller.person(), shop, before, draft);
            });
        } catch (IntegrityConstraintViolationException e) {
            throw new Problem.Conflict("slug", "is taken by another product; choose another");
        }
    }

    /** Only what nobody ever ordered can vanish; the rest is archived. */
    void delete(Caller caller, UUID id, @Nullable String ifMatch) {
        caller.require(Permission.CATALOG_MANAGE);
        var shop = shop(caller.organization());
        db.in(caller.organization(), tx -> {
            var product = found(store.lock(tx, shop, id).orElse(null), id);
            Versions.require(ifMatch, product.version());
            if (store.wasOrdered(tx, id)) {
                throw new Problem.Conflict("'" + product.name() + "' is part of orders; archive it instead.");
            }
            store.delete(tx, id);
            journal.record(tx, caller.person(), new ProductDeleted(product));
            return null;
        });
    }

    /** Links services of a template's name that have none; for the demonstration, whose template comes later. */
    public void link(Tx tx, String shop, Template template) {
        for (var id : store.withoutTemplate(tx, template.name())) {
            var before = store.lock(tx, shop, id).orElseThrow();
            update(tx, null, shop, before, new Draft(before.kind(), before.name(), before.slug(), before.description(),
                    before.price(), before.state(), template.id()));
        }
    }

    /** Makes a product within the caller's transaction. */
    public Product insert(Tx tx, UUID actor, String shop, UUID id, Draft draft, int onHand) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var slug = draft.slug() == null ? Slugs.free(draft.name(), s -> store.slugTaken(tx, s)) : draft.slug();
        if (store.slugTaken(tx, slug)) {
            throw new Problem.Conflict("slug", "is taken by another product; choose another");
        }
        var template = template(tx, draft.templateId());
        var product = new Product(id, draft.kind(), draft.name(), slug, draft.description(), draft.price(), draft.state(),
                draft.templateId(), template == null ? null : template.name(), template == null ? null : template.version(),
                draft.kind() == ProductKind.GOODS ? new StockLevel(onHand, 0) : null, "/shop/" + shop + "/" + slug, 1, now, now);
        store.insert(tx, product);
        if (draft.kind() == ProductKind.GOODS) {
            stock.open(tx, actor, id, onHand, now);
        }
        journal.record(tx, actor, new ProductCreated(product));
        return product;
    }

    private Product update(Tx tx, @Nullable UUID actor, String shop, Product before, Draft draft) {
        var slug = draft.slug() == null ? before.slug() : draft.slug();
        var template = java.util.Objects.equals(draft.templateId(), before.templateId()) && before.templateId() != null
                ? templates.find(tx, before.templateId()).orElse(null)
                : template(tx, draft.templateId());
        var after = new Product(before.id(), before.kind(), draft.name(), slug, draft.description(), draft.price(),
                draft.state(), draft.templateId(), template == null ? null : template.name(),
                template == null ? null : template.version(), before.stock(), "/shop/" + shop + "/" + slug,
                before.version() + 1, before.createdAt(), Instant.now().truncatedTo(ChronoUnit.MICROS));
        store.update(tx, after);
        journal.record(tx, actor, new ProductChanged(after, before));
        return after;
    }

    private @Nullable Template template(Tx tx, @Nullable UUID id) {
        return id == null ? null : templates.find(tx, id).orElseThrow(() -> new Problem.Invalid("templateId",
                "is no project template of your organization"));
    }

    private static Product same(Product known, Draft draft) {
        if (!draft.describes(known)) {
            throw new Problem.Conflict("id", "belongs to another product already; use a new id");
        }
        return known;
    }

    private static Product found(@Nullable Product product, UUID id) {
        if (product == null) {
            throw new Problem.NotFound("product", id);
        }
        return product;
    }

    private String shop(UUID organization) {
        return users.organization(organization).orElseThrow(Problem.Unauthenticated::new).slug();
    }

    private static ProductStore.After after(String cursor) {
        List<String> keys = Page.keys(cursor, 2);
        try {
            return new ProductStore.After(keys.getFirst(), UUID.fromString(keys.getLast()));
        } catch (IllegalArgumentException e) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }
}
