package app.atelier.orders.book;

import static app.schema.orders.Tables.COUNTER;
import static app.schema.orders.Tables.DEADLINE;
import static app.schema.orders.Tables.HISTORY;
import static app.schema.orders.Tables.LINE;
import static app.schema.orders.Tables.PAYMENT;
import static app.schema.orders.Tables.PLACED_ORDER;
import static app.schema.orders.Tables.UNIT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.orders.Happening;
import app.atelier.orders.Order;
import app.atelier.orders.OrderLine;
import app.atelier.orders.OrderState;
import app.atelier.orders.PaymentState;
import app.atelier.platform.db.Tx;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Orders in the database: read whole, written by what changed. */
@Component
public class OrderStore {

    /** Where a list goes on: after this order. */
    record After(Instant placedAt, UUID id) {
    }

    /** An order whose time to pay may be over. */
    record Due(UUID organization, UUID order) {
    }

    /** The next number, without gaps: the counter is locked until the transaction ends. */
    public int nextNumber(Tx tx) {
        return tx.sql().insertInto(COUNTER).set(COUNTER.ORGANIZATION_ID, tx.organization()).set(COUNTER.LAST_NUMBER, 1)
                .onConflict(COUNTER.ORGANIZATION_ID).doUpdate().set(COUNTER.LAST_NUMBER, COUNTER.LAST_NUMBER.plus(1))
                .returningResult(COUNTER.LAST_NUMBER).fetchSingle().value1();
    }

    /** Numbers up to here are given out, or will be. */
    public void skipTo(Tx tx, int number) {
        tx.sql().insertInto(COUNTER).set(COUNTER.ORGANIZATION_ID, tx.organization()).set(COUNTER.LAST_NUMBER, number)
                .onConflict(COUNTER.ORGANIZATION_ID).doUpdate()
                .set(COUNTER.LAST_NUMBER, DSL.greatest(COUNTER.LAST_NUMBER, DSL.val(number))).execute();
    }

    public boolean exists(Tx tx, UUID id) {
        return tx.sql().fetchExists(PLACED_ORDER, PLACED_ORDER.ORGANIZATION_ID.eq(tx.organization()), PLACED_ORDER.ID.eq(id));
    }

    public Optional<Order> find(Tx tx, UUID id) {
        return OrderRows.read(tx, PLACED_ORDER.ID.eq(id), 1).stream().findFirst();
    }

    /** Locks the order until the transaction ends, so that its steps follow each other. */
    public Optional<Order> lock(Tx tx, UUID id) {
        tx.sql().selectOne().from(PLACED_ORDER)
                .where(PLACED_ORDER.ORGANIZATION_ID.eq(tx.organization()), PLACED_ORDER.ID.eq(id)).forUpdate().fetch();
        return find(tx, id);
    }

    /** Newest first. */
    List<Order> page(Tx tx, @Nullable String words, @Nullable OrderState state, @Nullable PaymentState payment,
            @Nullable After after, int limit) {
        Condition further = after == null ? DSL.noCondition()
                : DSL.row(PLACED_ORDER.PLACED_AT, PLACED_ORDER.ID).lt(after.placedAt(), after.id());
        Condition matching = words == null ? DSL.noCondition() : PLACED_ORDER.CUSTOMER_NAME.containsIgnoreCase(words)
                .or(PLACED_ORDER.CUSTOMER_EMAIL.containsIgnoreCase(words))
                .or(PLACED_ORDER.CUSTOMER_COMPANY.containsIgnoreCase(words))
                .or(DSL.concat(DSL.inline("A-"), PLACED_ORDER.NUMBER.plus(1_000)).containsIgnoreCase(words));
        Condition inState = state == null ? DSL.noCondition() : PLACED_ORDER.STATE.eq(state.word());
        Condition paid = payment == null ? DSL.noCondition() : PLACED_ORDER.PAYMENT.eq(payment.word());
        return OrderRows.read(tx, DSL.and(further, matching, inState, paid), limit);
    }

    /**
     * Writes a new order.
     *
     * @param number       from 1, as {@link #nextNumber} gave it
     * @param contentHash  of the request
     * @param secretSealed the customer's secret
     */
    public void insert(Tx tx, Order order, int number, byte[] contentHash, byte[] secretSealed) {
        tx.sql().insertInto(PLACED_ORDER)
                .set(PLACED_ORDER.ORGANIZATION_ID, tx.organization())
                .set(PLACED_ORDER.ID, order.id())
                .set(PLACED_ORDER.NUMBER, number)
                .set(PLACED_ORDER.STATE, order.state().word())
                .set(PLACED_ORDER.PAYMENT, order.payment().word())
                .set(PLACED_ORDER.FULFILMENT, order.fulfilment().word())
                .set(PLACED_ORDER.CUSTOMER_NAME, order.customer().name())
                .set(PLACED_ORDER.CUSTOMER_EMAIL, order.customer().email())
                .set(PLACED_ORDER.CUSTOMER_COMPANY, order.customer().company())
                .set(PLACED_ORDER.CURRENCY, order.total().currency())
                .set(PLACED_ORDER.TOTAL, order.total().amount())
                .set(PLACED_ORDER.NOTE, order.note())
                .set(PLACED_ORDER.PLACED_AT, order.placedAt())
                .set(PLACED_ORDER.PAY_BY, order.payBy())
                .set(PLACED_ORDER.CONTENT_HASH, contentHash)
                .set(PLACED_ORDER.SECRET_SEALED, secretSealed)
                .set(PLACED_ORDER.VERSION, order.version())
                .execute();
        for (var i = 0; i < order.lines().size(); i++) {
            insert(tx, order.id(), i, order.lines().get(i));
        }
        var payment = order.current();
        tx.sql().insertInto(PAYMENT)
                .set(PAYMENT.ORGANIZATION_ID, tx.organization())
                .set(PAYMENT.ID, payment.id())
                .set(PAYMENT.ORDER_ID, order.id())
                .set(PAYMENT.PROVIDER, payment.provider())
                .set(PAYMENT.STATE, payment.state().word())
                .set(PAYMENT.AMOUNT, payment.amount().amount())
                .execute();
        remember(tx, order, 0);
        if (order.payBy() != null) {
            tx.sql().insertInto(DEADLINE)
                    .set(DEADLINE.ORGANIZATION_ID, tx.organization())
                    .set(DEADLINE.ORDER_ID, order.id())
                    .set(DEADLINE.PAY_BY, order.payBy())
                    .execute();
        }
    }

    private static void insert(Tx tx, UUID order, int position, OrderLine line) {
        tx.sql().insertInto(LINE)
                .set(LINE.ORGANIZATION_ID, tx.organization())
                .set(LINE.ID, line.id())
                .set(LINE.ORDER_ID, order)
                .set(LINE.POSITION, position)
                .set(LINE.PRODUCT_ID, line.productId())
                .set(LINE.NAME, line.name())
                .set(LINE.KIND, line.kind().word())
                .set(LINE.QUANTITY, line.quantity())
                .set(LINE.UNIT_PRICE, line.unitPrice().amount())
                .set(LINE.TEMPLATE_ID, line.templateId())
                .set(LINE.TEMPLATE_VERSION, line.templateVersion())
                .execute();
    }

    /** Writes what is different after a step. */
    public void update(Tx tx, Order before, Order after) {
        tx.sql().update(PLACED_ORDER)
                .set(PLACED_ORDER.STATE, after.state().word())
                .set(PLACED_ORDER.PAYMENT, after.payment().word())
                .set(PLACED_ORDER.FULFILMENT, after.fulfilment().word())
                .set(PLACED_ORDER.PAID_AT, after.paidAt())
                .set(PLACED_ORDER.PAY_BY, after.payBy())
                .set(PLACED_ORDER.VERSION, after.version())
                .where(PLACED_ORDER.ORGANIZATION_ID.eq(tx.organization()), PLACED_ORDER.ID.eq(after.id()))
                .execute();
        for (var line : after.lines()) {
            if (!before.lines().contains(line)) {
                tx.sql().update(LINE).set(LINE.FULFILLED, line.fulfilled())
                        .where(LINE.ORGANIZATION_ID.eq(tx.organization()), LINE.ID.eq(line.id())).execute();
                line.units().stream().filter(u -> u.projectId() != null).forEach(u -> put(tx, line.id(), u));
            }
        }
        var payment = after.current();
        tx.sql().update(PAYMENT)
                .set(PAYMENT.STATE, payment.state().word())
                .set(PAYMENT.REFUNDED, payment.refunded().amount())
                .set(PAYMENT.METHOD, payment.method())
                .set(PAYMENT.REFERENCE, payment.reference())
                .where(PAYMENT.ORGANIZATION_ID.eq(tx.organization()), PAYMENT.ID.eq(payment.id()))
                .execute();
        remember(tx, after, before.history().size());
        if (before.payBy() != null && (after.payBy() == null || after.state() != OrderState.PLACED)) {
            tx.sql().deleteFrom(DEADLINE).where(DEADLINE.ORGANIZATION_ID.eq(tx.organization()), DEADLINE.ORDER_ID.eq(after.id()))
                    .execute();
        }
    }

    private static void put(Tx tx, UUID line, OrderLine.Unit unit) {
        tx.sql().insertInto(UNIT)
                .set(UNIT.ORGANIZATION_ID, tx.organization())
                .set(UNIT.LINE_ID, line)
                .set(UNIT.UNIT_, unit.unit())
                .set(UNIT.PROJECT_ID, unit.projectId())
                .set(UNIT.PROJECT_NAME, unit.projectName())
                .onConflictDoNothing().execute();
    }

    private static void remember(Tx tx, Order order, int from) {
        for (var number = from; number < order.history().size(); number++) {
            Happening happening = order.history().get(number);
            tx.sql().insertInto(HISTORY)
                    .set(HISTORY.ORGANIZATION_ID, tx.organization())
                    .set(HISTORY.ORDER_ID, order.id())
                    .set(HISTORY.NUMBER, number)
                    .set(HISTORY.AT, happening.at())
                    .set(HISTORY.WHAT, happening.what())
                    .set(HISTORY.BY_NAME, happening.by())
                    .execute();
        }
    }

    /** Orders of all organizations that were to be paid before {@code now}. */
    List<Due> due(Tx tx, Instant now, int limit) {
        return tx.sql().select(DEADLINE.ORGANIZATION_ID, DEADLINE.ORDER_ID).from(DEADLINE).where(DEADLINE.PAY_BY.lt(now))
                .orderBy(DEADLINE.PAY_BY).limit(limit).fetch(row -> new Due(row.value1(), row.value2()));
    }
}
