package app.atelier.catalog.products;

import static app.schema.catalog.Tables.PRODUCT;
import static app.schema.catalog.Tables.RESERVATION_LINE;
import static app.schema.catalog.Tables.STOCK;
import static app.schema.catalog.Tables.TEMPLATE;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.catalog.Money;
import app.atelier.catalog.Product;
import app.atelier.catalog.ProductKind;
import app.atelier.catalog.ProductState;
import app.atelier.catalog.StockLevel;
import app.atelier.platform.db.Tx;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Products in the database. */
@Component
public class ProductStore {

    /** Where a list goes on: after this name and id. */
    record After(String name, UUID id) {
    }

    public Optional<Product> find(Tx tx, String shop, UUID id) {
        return products(tx).where(PRODUCT.ORGANIZATION_ID.eq(tx.organization()), PRODUCT.ID.eq(id))
                .fetchOptional(row -> product(row, shop));
    }

    /** Locks the product until the transaction ends. */
    public Optional<Product> lock(Tx tx, String shop, UUID id) {
        tx.sql().selectOne().from(PRODUCT).where(PRODUCT.ORGANIZATION_ID.eq(tx.organization()), PRODUCT.ID.eq(id))
                .forUpdate().fetch();
        return find(tx, shop, id);
    }

    Optional<Product> published(Tx tx, String shop, String slug) {
        return products(tx).where(PRODUCT.ORGANIZATION_ID.eq(tx.organization()), PRODUCT.SLUG.eq(slug),
                PRODUCT.STATE.eq(ProductState.PUBLISHED.word())).fetchOptional(row -> product(row, shop));
    }

    List<Product> published(Tx tx, String shop, Collection<UUID> ids) {
        return products(tx).where(PRODUCT.ORGANIZATION_ID.eq(tx.organization()), PRODUCT.ID.in(ids),
                PRODUCT.STATE.eq(ProductState.PUBLISHED.word())).fetch(row -> product(row, shop));
    }

    List<Product> published(Tx tx, String shop, int limit) {
        return products(tx).where(PRODUCT.ORGANIZATION_ID.eq(tx.organization()),
                        PRODUCT.STATE.eq(ProductState.PUBLISHED.word()))
                .orderBy(lower(PRODUCT.NAME), PRODUCT.ID).limit(limit).fetch(row -> product(row, shop));
    }

    /** In the order of their names. */
    List<Product> page(Tx tx, String shop, @Nullable String words, @Nullable ProductState state, @Nullable After after,
            int limit) {
        Condition further = after == null ? DSL.noCondition()
                : row(lower(PRODUCT.NAME), PRODUCT.ID).gt(lower(val(after.name())), val(after.id()));
        Condition matching = words == null ? DSL.noCondition()
                : PRODUCT.NAME.containsIgnoreCase(words).or(PRODUCT.DESCRIPTION.containsIgnoreCase(words));
        Condition inState = state == null ? DSL.noCondition() : PRODUCT.STATE.eq(state.word());
        return products(tx).where(PRODUCT.ORGANIZATION_ID.eq(tx.organization()), further, matching, inState)
                .orderBy(lower(PRODUCT.NAME), PRODUCT.ID).limit(limit).fetch(row -> product(row, shop));
    }

    /** Services of this name that have no template yet. */
    public List<UUID> withoutTemplate(Tx tx, String name) {
        return tx.sql().select(PRODUCT.ID).from(PRODUCT).where(PRODUCT.ORGANIZATION_ID.eq(tx.organization()),
                PRODUCT.KIND.eq(ProductKind.SERVICE.word()), PRODUCT.NAME.eq(name), PRODUCT.TEMPLATE_ID.isNull())
                .fetch(PRODUCT.ID);
    }

    boolean slugTaken(Tx tx, String slug) {
        return tx.sql().fetchExists(PRODUCT, PRODUCT.ORGANIZATION_ID.eq(tx.organization()), PRODUCT.SLUG.eq(slug));
    }

    /** Whether an order ever held some of it. */
    boolean wasOrdered(Tx tx, UUID id) {
        return tx.sql().fetchExists(RESERVATION_LINE, RESERVATION_LINE.ORGANIZATION_ID.eq(tx.organization()),
                RESERVATION_LINE.PRODUCT_ID.eq(id));
    }

    public void insert(Tx tx, Product product) {
        tx.sql().insertInto(PRODUCT)
                .set(PRODUCT.ORGANIZATION_ID, tx.organization())
                .set(PRODUCT.ID, product.id())
                .set(PRODUCT.KIND, product.kind().word())
                .set(PRODUCT.NAME, product.name())
                .set(PRODUCT.SLUG, product.slug())
                .set(PRODUCT.DESCRIPTION, product.description())
                .set(PRODUCT.PRICE_AMOUNT, product.price().amount())
                .set(PRODUCT.PRICE_CURRENCY, product.price().currency())
                .set(PRODUCT.STATE, product.state().word())
                .set(PRODUCT.TEMPLATE_ID, product.templateId())
                .set(PRODUCT.CREATED_AT, product.createdAt())
                .set(PRODUCT.UPDATED_AT, product.updatedAt())
                .set(PRODUCT.VERSION, product.version())
                .execute();
    }

    public void update(Tx tx, Product product) {
        tx.sql().update(PRODUCT)
                .set(PRODUCT.NAME, product.name())
                .set(PRODUCT.SLUG, product.slug())
                .set(PRODUCT.DESCRIPTION, product.description())
                .set(PRODUCT.PRICE_AMOUNT, product.price().amount())
                .set(PRODUCT.PRICE_CURRENCY, product.price().currency())
                .set(PRODUCT.STATE, product.state().word())
                .set(PRODUCT.TEMPLATE_ID, product.templateId())
                .set(PRODUCT.UPDATED_AT, product.updatedAt())
                .set(PRODUCT.VERSION, product.version())
                .where(PRODUCT.ORGANIZATION_ID.eq(tx.organization()), PRODUCT.ID.eq(product.id()))
                .execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(PRODUCT).where(PRODUCT.ORGANIZATION_ID.eq(tx.organization()), PRODUCT.ID.eq(id)).execute();
    }

    private static SelectOnConditionStep<? extends Record> products(Tx tx) {
        return tx.sql().select(PRODUCT.fields()).select(TEMPLATE.NAME, TEMPLATE.VERSION, STOCK.ON_HAND, STOCK.RESERVED)
                .from(PRODUCT)
                .leftJoin(TEMPLATE).on(TEMPLATE.ORGANIZATION_ID.eq(PRODUCT.ORGANIZATION_ID), TEMPLATE.ID.eq(PRODUCT.TEMPLATE_ID))
                .leftJoin(STOCK).on(STOCK.ORGANIZATION_ID.eq(PRODUCT.ORGANIZATION_ID), STOCK.PRODUCT_ID.eq(PRODUCT.ID));
    }

    private static Product product(Record row, String shop) {
        Integer onHand = row.get(STOCK.ON_HAND);
        return new Product(row.get(PRODUCT.ID), ProductKind.of(row.get(PRODUCT.KIND)), row.get(PRODUCT.NAME),
                row.get(PRODUCT.SLUG), row.get(PRODUCT.DESCRIPTION),
                new Money(row.get(PRODUCT.PRICE_AMOUNT), row.get(PRODUCT.PRICE_CURRENCY)),
                ProductState.of(row.get(PRODUCT.STATE)), row.get(PRODUCT.TEMPLATE_ID), row.get(TEMPLATE.NAME),
                row.get(TEMPLATE.VERSION), onHand == null ? null : new StockLevel(onHand, row.get(STOCK.RESERVED)),
                "/shop/" + shop + "/" + row.get(PRODUCT.SLUG), row.get(PRODUCT.VERSION), row.get(PRODUCT.CREATED_AT),
                row.get(PRODUCT.UPDATED_AT));
    }
}
