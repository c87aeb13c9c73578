package app.atelier.orders.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import app.atelier.catalog.CatalogAccess;
import app.atelier.catalog.CatalogAccess.Offer;
import app.atelier.catalog.StockKeeper;
import app.atelier.orders.Order;
import app.atelier.orders.OrderCancelled;
import app.atelier.orders.OrderExpired;
import app.atelier.orders.OrderFulfilled;
import app.atelier.orders.OrderPaid;
import app.atelier.orders.book.OrderStore;
import app.atelier.orders.book.Steps;
import app.atelier.orders.checkout.Cart;
import app.atelier.orders.checkout.Checkout;
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
 * The demonstration's orders, with the history they had. Those of the programme wait until its product is linked to its
 * template, because an order pins the template's version: the link comes by the journal, and so do they.
 */
@Component
@ConditionalOnProperty("atelier.demo")
class OrdersDemo implements DemoSeed, Follower {

    private static final String SELLER = "Amara Okafor";

    private final Db db;
    private final OrderStore orders;
    private final Checkout checkout;
    private final Steps steps;
    private final CatalogAccess catalog;
    private final StockKeeper stock;

    OrdersDemo(Db db, OrderStore orders, Checkout checkout, Steps steps, CatalogAccess catalog, StockKeeper stock) {
        this.db = db;
        this.orders = orders;
        this.checkout = checkout;
        this.steps = steps;
        this.catalog = catalog;
        this.stock = stock;
    }

    @Override
    public void seed(DemoHouse house) {
        for (var past : PastOrder.ALL) {
            var known = db.in(DemoHouse.ORGANIZATION, tx -> orders.exists(tx, past.id()));
            var offer = known ? null : offer(past);
            if (offer != null) {
                var goods = Cart.goods(List.of(Cart.line(past.line(), offer, past.quantity())));
                if (!goods.isEmpty()) {
                    stock.reserve(DemoHouse.ORGANIZATION, past.id(), goods);
                }
                db.in(DemoHouse.ORGANIZATION, tx -> {
                    live(tx, past, offer, house.now());
                    return null;
                });
            }
        }
    }

    /** Null when it is not sold, or not yet as it must be. */
    private @Nullable Offer offer(PastOrder past) {
        return catalog.offers(DemoHouse.ORGANIZATION, List.of(past.productId())).stream()
                .filter(o -> o.templateId() != null || !past.needsTemplate()).findFirst().orElse(null);
    }

    private void live(Tx tx, PastOrder past, Offer offer, Instant now) {
        var placed = now.minus(Duration.ofDays(past.daysAgo())).minus(Duration.ofMinutes(97L * past.number()));
        if (!checkout.insertPast(tx, past.id(), past.number(), past.customer(),
                List.of(Cart.line(past.line(), offer, past.quantity())), past.provider(), placed)) {
            return;
        }
        var paid = placed.plus(past.provider().equals("test") ? Duration.ofMinutes(3) : Duration.ofHours(20));
        switch (past.life()) {
            case OPEN -> { }
            case PAID -> pay(tx, past, paid);
            case HALF_SHIPPED -> {
                pay(tx, past, paid);
                fulfil(tx, past, past.quantity() / 2, paid.plus(Duration.ofHours(30)));
            }
            case DONE -> {
                pay(tx, past, paid);
                fulfil(tx, past, past.quantity(), paid.plus(Duration.ofHours(44L + 13 * past.number())));
            }
            case CANCELLED -> cancel(tx, past, "the customer found another", placed.plus(Duration.ofHours(2)));
            case EXPIRED -> {
                var over = placed.plus(Duration.ofMinutes(15));
                steps.take(tx, null, over, past.id(), o -> o.expire(over), OrderExpired::new);
            }
            case REFUNDED -> {
                pay(tx, past, paid);
                cancel(tx, past, "ordered by mistake", paid.plus(Duration.ofHours(1)));
            }
        }
    }

    private void pay(Tx tx, PastOrder past, Instant at) {
        var byHand = past.provider().equals("invoice");
        steps.take(tx, byHand ? DemoHouse.AMARA : null, at, past.id(), o -> o.pay(byHand ? "bank_transfer" : null, null, at,
                byHand ? SELLER : null), OrderPaid::new);
    }

    private void fulfil(Tx tx, PastOrder past, int quantity, Instant at) {
        steps.take(tx, DemoHouse.AMARA, at, past.id(), o -> o.fulfil(past.line(), quantity, at, SELLER), o ->
                new OrderFulfilled(o, List.of(part(o, quantity))));
    }

    private static OrderFulfilled.Part part(Order order, int quantity) {
        var line = order.lines().getFirst();
        return new OrderFulfilled.Part(line.id(), line.productId(), line.kind(), quantity);
    }

    private void cancel(Tx tx, PastOrder past, String reason, Instant at) {
        steps.take(tx, DemoHouse.AMARA, at, past.id(), o -> o.cancel(reason, at, SELLER), o -> new OrderCancelled(o, reason));
    }

    @Override
    public String name() {
        return "demo-programmes";
    }

    @Override
    public String service() {
        return "orders";
    }

    @Override
    public Set<String> types() {
        return Set.of("product.created", "product.changed");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        if (!tx.organization().equals(DemoHouse.ORGANIZATION) || !entry.data().path("product").path("templateId").isString()) {
            return;
        }
        for (var past : PastOrder.ALL) {
            if (past.needsTemplate() && past.productId().equals(entry.subjectId()) && !orders.exists(tx, past.id())) {
                var offer = offer(past);
                if (offer != null) {
                    live(tx, past, offer, Instant.now());
                }
            }
        }
    }
}
