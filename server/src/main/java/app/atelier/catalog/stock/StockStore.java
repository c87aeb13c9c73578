package app.atelier.catalog.stock;

import static app.schema.catalog.Tables.MOVEMENT;
import static app.schema.catalog.Tables.PRODUCT;
import static app.schema.catalog.Tables.STOCK;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.catalog.StockLevel;
import app.atelier.platform.db.Tx;
import org.jooq.Condition;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stock and its ledger. Every change is one conditional statement, so nothing is sold that is not there. */
@Component
class StockStore {

    private static final int MOST = 10_000_000;

    void insert(Tx tx, UUID product, int onHand) {
        tx.sql().insertInto(STOCK)
                .set(STOCK.ORGANIZATION_ID, tx.organization())
                .set(STOCK.PRODUCT_ID, product)
                .set(STOCK.ON_HAND, onHand)
                .execute();
    }

    Optional<StockLevel> level(Tx tx, UUID product) {
        return tx.sql().select(STOCK.ON_HAND, STOCK.RESERVED).from(STOCK).where(of(tx, product)).fetchOptional(StockStore::level);
    }

    /** The name of a product, to say which one ran out. */
    Optional<String> nameOf(Tx tx, UUID product) {
        return tx.sql().select(PRODUCT.NAME).from(PRODUCT)
                .where(PRODUCT.ORGANIZATION_ID.eq(tx.organization()), PRODUCT.ID.eq(product)).fetchOptional(PRODUCT.NAME);
    }

    /** Holds some, if they are there; the level afterwards. */
    Optional<StockLevel> hold(Tx tx, UUID product, int quantity) {
        return tx.sql().update(STOCK)
                .set(STOCK.RESERVED, STOCK.RESERVED.plus(quantity))
                .where(of(tx, product).and(STOCK.ON_HAND.minus(STOCK.RESERVED).ge(quantity)))
                .returningResult(STOCK.ON_HAND, STOCK.RESERVED).fetchOptional(StockStore::level);
    }

    /** Lets go of some that were held; the level afterwards. */
    StockLevel free(Tx tx, UUID product, int quantity) {
        return tx.sql().update(STOCK)
                .set(STOCK.RESERVED, STOCK.RESERVED.minus(quantity))
                .where(of(tx, product))
                .returningResult(STOCK.ON_HAND, STOCK.RESERVED).fetchSingle(StockStore::level);
    }

    /** Takes some that were held out of the house; the level afterwards. */
    StockLevel take(Tx tx, UUID product, int quantity) {
        return tx.sql().update(STOCK)
                .set(STOCK.ON_HAND, STOCK.ON_HAND.minus(quantity))
                .set(STOCK.RESERVED, STOCK.RESERVED.minus(quantity))
                .where(of(tx, product))
                .returningResult(STOCK.ON_HAND, STOCK.RESERVED).fetchSingle(StockStore::level);
    }

    /** More or fewer, but never fewer than are held; the level afterwards. */
    Optional<StockLevel> adjust(Tx tx, UUID product, int delta) {
        return tx.sql().update(STOCK)
                .set(STOCK.ON_HAND, STOCK.ON_HAND.plus(delta))
                .where(of(tx, product).and(STOCK.ON_HAND.plus(delta).ge(STOCK.RESERVED)).and(STOCK.ON_HAND.plus(delta).le(MOST)))
                .returningResult(STOCK.ON_HAND, STOCK.RESERVED).fetchOptional(StockStore::level);
    }

    void insert(Tx tx, UUID product, Movement movement) {
        tx.sql().insertInto(MOVEMENT)
                .set(MOVEMENT.ORGANIZATION_ID, tx.organization())
                .set(MOVEMENT.ID, movement.id())
                .set(MOVEMENT.PRODUCT_ID, product)
                .set(MOVEMENT.DELTA, movement.delta())
                .set(MOVEMENT.ON_HAND, movement.onHand())
                .set(MOVEMENT.REASON, movement.reason())
                .set(MOVEMENT.ORDER_ID, movement.orderId())
                .set(MOVEMENT.ACTOR_ID, movement.actorId())
                .set(MOVEMENT.AT, movement.at())
                .execute();
    }

    /** Newest first, before {@code before}. */
    List<Movement> movements(Tx tx, UUID product, @Nullable UUID before, int limit) {
        Condition further = before == null ? DSL.noCondition() : MOVEMENT.ID.lt(before);
        return tx.sql().selectFrom(MOVEMENT)
                .where(MOVEMENT.ORGANIZATION_ID.eq(tx.organization()), MOVEMENT.PRODUCT_ID.eq(product), further)
                .orderBy(MOVEMENT.ID.desc()).limit(limit)
                .fetch(m -> new Movement(m.getId(), m.getDelta(), m.getOnHand(), m.getReason(), m.getOrderId(),
                        m.getActorId(), m.getAt()));
    }

    private static Condition of(Tx tx, UUID product) {
        return STOCK.ORGANIZATION_ID.eq(tx.organization()).and(STOCK.PRODUCT_ID.eq(product));
    }

    private static StockLevel level(Record2<Integer, Integer> row) {
        return new StockLevel(row.value1(), row.value2());
    }
}
