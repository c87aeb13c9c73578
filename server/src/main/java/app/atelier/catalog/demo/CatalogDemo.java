package app.atelier.catalog.demo;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import app.atelier.catalog.Money;
import app.atelier.catalog.ProductKind;
import app.atelier.catalog.ProductState;
import app.atelier.catalog.products.Draft;
import app.atelier.catalog.products.ProductStore;
import app.atelier.catalog.products.Products;
import app.atelier.catalog.templates.Template;
import app.atelier.catalog.templates.TemplateStore;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.demo.DemoHouse;
import app.atelier.platform.demo.DemoSeed;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The demonstration's products. The service among them is made from a shipped template, which projects publishes some
 * moments after the organization exists: whichever comes later, product or template, links the two.
 */
@Component
@ConditionalOnProperty("atelier.demo")
class CatalogDemo implements DemoSeed, Follower {

    private record Item(String words, ProductKind kind, String name, String description, long cents, ProductState state,
            int onHand) {

        UUID id() {
            return DemoHouse.id("product", words);
        }
    }

    private static final List<Item> ITEMS = List.of(
            new Item("architecture", ProductKind.SERVICE, "Technical Architecture Designer — 12 weeks", """
                    Twelve weeks from the first sketch to a system you can explain to anybody.

                    Every week is a milestone with objectives you can tick off: quality attributes, styles and \
                    patterns, data, interfaces, cloud, security, scale, messaging, domains, and how to write it all \
                    down. A mentor from our studio reviews your work each Friday.
                    """, 249_000, ProductState.PUBLISHED, 0),
            new Item("review", ProductKind.SERVICE, "Architecture review — 3 days", """
                    Two of us read your code and your diagrams, talk to your team, and leave a report with the five \
                    things worth changing first.
                    """, 480_000, ProductState.PUBLISHED, 0),
            new Item("board", ProductKind.GOODS, "Kanban board, oiled oak", """
                    A wall board of oiled oak, 120 × 80 cm, three columns, with 60 magnetic cards. Made in Flensburg.
                    """, 18_900, ProductState.PUBLISHED, 40),
            new Item("cards", ProductKind.GOODS, "Planning cards, set of 12", """
                    Letterpress cards on thick cotton paper for estimating together. From 0 to 100, and a coffee cup.
                    """, 2_400, ProductState.PUBLISHED, 250),
            new Item("notebook", ProductKind.GOODS, "Architect’s notebook", """
                    192 dotted pages that lie flat, with a fold-out page for the big picture.
                    """, 1_900, ProductState.PUBLISHED, 120),
            new Item("poster", ProductKind.GOODS, "Poster “Quality attributes”", """
                    All quality attributes of ISO 25010 on one sheet, 50 × 70 cm. Out in January.
                    """, 2_900, ProductState.DRAFT, 0));

    private final Db db;
    private final Products products;
    private final ProductStore store;
    private final TemplateStore templates;

    CatalogDemo(Db db, Products products, ProductStore store, TemplateStore templates) {
        this.db = db;
        this.products = products;
        this.store = store;
        this.templates = templates;
    }

    @Override
    public void seed(DemoHouse house) {
        db.in(DemoHouse.ORGANIZATION, tx -> {
            for (var item : ITEMS) {
                if (store.find(tx, DemoHouse.SLUG, item.id()).isEmpty()) {
                    products.insert(tx, DemoHouse.MARA, DemoHouse.SLUG, item.id(), new Draft(item.kind(), item.name(), null,
                            item.description().strip(), new Money(item.cents(), "EUR"), item.state(),
                            templateFor(tx, item)), item.onHand());
                }
            }
            return null;
        });
    }

    private @Nullable UUID templateFor(Tx tx, Item item) {
        return templates.all(tx).stream().filter(t -> item.kind() == ProductKind.SERVICE && t.name().equals(item.name()))
                .map(Template::id).findFirst().orElse(null);
    }

    @Override
    public String name() {
        return "demo-links";
    }

    @Override
    public String service() {
        return "catalog";
    }

    @Override
    public Set<String> types() {
        return Set.of("template.published", "product.created");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        if (!tx.organization().equals(DemoHouse.ORGANIZATION)) {
            return;
        }
        if (entry.type().equals("template.published")) {
            // Not left to the other follower, which may be behind this one.
            templates.put(tx, Template.of(entry));
        }
        templates.all(tx).forEach(template -> products.link(tx, DemoHouse.SLUG, template));
    }
}
