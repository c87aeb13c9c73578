package app.atelier.orders.book;

import static app.schema.orders.Tables.HISTORY;
import static app.schema.orders.Tables.LINE;
import static app.schema.orders.Tables.PAYMENT;
import static app.schema.orders.Tables.PLACED_ORDER;
import static app.schema.orders.Tables.UNIT;
import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import app.atelier.catalog.Money;
import app.atelier.catalog.ProductKind;
import app.atelier.orders.Customer;
import app.atelier.orders.FulfilmentState;
import app.atelier.orders.Happening;
import app.atelier.orders.Order;
import app.atelier.orders.OrderLine;
import app.atelier.orders.OrderState;
import app.atelier.orders.Payment;
import app.atelier.orders.PaymentState;
import app.atelier.platform.db.Tx;
import app.schema.orders.tables.records.HistoryRecord;
import app.schema.orders.tables.records.LineRecord;
import app.schema.orders.tables.records.PaymentRecord;
import app.schema.orders.tables.records.PlacedOrderRecord;
import app.schema.orders.tables.records.UnitRecord;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** Puts orders together from their rows: five queries, however many orders. */
final class OrderRows {

    private OrderRows() {
    }

    /** Newest first. */
    static List<Order> read(Tx tx, Condition condition, int limit) {
        var orders = tx.sql().selectFrom(PLACED_ORDER)
                .where(PLACED_ORDER.ORGANIZATION_ID.eq(tx.organization()), condition)
                .orderBy(PLACED_ORDER.PLACED_AT.desc(), PLACED_ORDER.ID.desc()).limit(limit).fetch();
        if (orders.isEmpty()) {
            return List.of();
        }
        var ids = orders.getValues(PLACED_ORDER.ID);
        var lines = tx.sql().selectFrom(LINE).where(LINE.ORGANIZATION_ID.eq(tx.organization()), LINE.ORDER_ID.in(ids))
                .orderBy(LINE.POSITION).fetchGroups(LINE.ORDER_ID);
        var units = tx.sql().select(UNIT.fields()).from(UNIT).join(LINE)
                .on(LINE.ORGANIZATION_ID.eq(UNIT.ORGANIZATION_ID), LINE.ID.eq(UNIT.LINE_ID))
                .where(UNIT.ORGANIZATION_ID.eq(tx.organization()), LINE.ORDER_ID.in(ids))
                .fetchInto(UNIT).intoGroups(UNIT.LINE_ID);
        var payments = tx.sql().selectFrom(PAYMENT)
                .where(PAYMENT.ORGANIZATION_ID.eq(tx.organization()), PAYMENT.ORDER_ID.in(ids)).fetchMap(PAYMENT.ORDER_ID);
        var history = tx.sql().selectFrom(HISTORY)
                .where(HISTORY.ORGANIZATION_ID.eq(tx.organization()), HISTORY.ORDER_ID.in(ids))
                .orderBy(HISTORY.NUMBER).fetchGroups(HISTORY.ORDER_ID);
        return orders.map(o -> order(o, requireNonNull(lines.get(o.getId())), units,
                requireNonNull(payments.get(o.getId())), requireNonNull(history.get(o.getId()))));
    }

    private static Order order(PlacedOrderRecord row, List<LineRecord> lines, Map<UUID, ? extends List<UnitRecord>> units,
            PaymentRecord payment, List<HistoryRecord> history) {
        var currency = row.getCurrency();
        return new Order(row.getId(), Order.number(row.getNumber()), OrderState.of(row.getState()),
                PaymentState.of(row.getPayment()), FulfilmentState.of(row.getFulfilment()),
                new Customer(row.getCustomerName(), row.getCustomerEmail(), row.getCustomerCompany()),
                lines.stream().map(l -> line(l, currency, units.get(l.getId()))).toList(),
                new Money(row.getTotal(), currency), row.getNote(), row.getPlacedAt(), row.getPaidAt(), row.getPayBy(),
                List.of(payment(payment, currency)),
                history.stream().map(h -> new Happening(h.getAt(), h.getWhat(), h.getByName())).toList(), row.getVersion());
    }

    private static OrderLine line(LineRecord row, String currency, @Nullable List<UnitRecord> started) {
        var kind = ProductKind.of(row.getKind());
        var price = new Money(row.getUnitPrice(), currency);
        var units = kind == ProductKind.GOODS ? List.<OrderLine.Unit>of()
                : IntStream.rangeClosed(1, row.getQuantity()).mapToObj(n -> (started == null ? List.<UnitRecord>of() : started)
                        .stream().filter(u -> u.getUnit() == n).findFirst()
                        .map(u -> new OrderLine.Unit(n, u.getProjectId(), u.getProjectName()))
                        .orElse(new OrderLine.Unit(n, null, null))).toList();
        return new OrderLine(row.getId(), row.getProductId(), row.getName(), kind, row.getQuantity(), price,
                price.times(row.getQuantity()), row.getTemplateId(), row.getTemplateVersion(), row.getFulfilled(), units);
    }

    private static Payment payment(PaymentRecord row, String currency) {
        var state = PaymentState.of(row.getState());
        var page = row.getProvider().equals("test") && state.isOpen() ? "/pay/test/" + row.getId() : null;
        return new Payment(row.getId(), row.getProvider(), state, new Money(row.getAmount(), currency),
                new Money(row.getRefunded(), currency), row.getMethod(), row.getReference(), page);
    }
}
