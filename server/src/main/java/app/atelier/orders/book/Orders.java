package app.atelier.orders.book;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import app.atelier.orders.Order;
import app.atelier.orders.OrderCancelled;
import app.atelier.orders.OrderFulfilled;
import app.atelier.orders.OrderLine;
import app.atelier.orders.OrderPaid;
import app.atelier.orders.OrderState;
import app.atelier.orders.PaymentState;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.Event;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The seller's side of orders. */
@Component
class Orders {

    private final Db db;
    private final OrderStore store;
    private final Steps steps;
    private final UserAccess users;

    Orders(Db db, OrderStore store, Steps steps, UserAccess users) {
        this.db = db;
        this.store = store;
        this.steps = steps;
        this.users = users;
    }

    Page<Order> page(Caller caller, @Nullable String words, @Nullable OrderState state, @Nullable PaymentState payment,
            @Nullable Integer limit, @Nullable String cursor) {
        caller.require(Permission.ORDERS_READ);
        var size = Page.limit(limit);
        var after = cursor == null ? null : after(cursor);
        var rows = db.snapshot(caller.organization(), tx -> store.page(tx, words, state, payment, after, size + 1));
        return Page.of(rows, size, o -> Page.cursor(o.placedAt(), o.id()));
    }

    Order read(Caller caller, UUID id) {
        caller.require(Permission.ORDERS_READ);
        return db.snapshot(caller.organization(), tx -> store.find(tx, id).orElseThrow(() -> new Problem.NotFound("order", id)));
    }

    /** The seller has the money, by a way no provider knows of. */
    Order pay(Caller caller, UUID id, String method, @Nullable String reference) {
        return step(caller, id, by -> order -> order.pay(method, reference, now(), by), OrderPaid::new);
    }

    Order fulfil(Caller caller, UUID id, UUID line, int quantity) {
        return step(caller, id, by -> order -> order.fulfil(line, quantity, now(), by), order -> {
            OrderLine done = order.lines().stream().filter(l -> l.id().equals(line)).findFirst().orElseThrow();
            return new OrderFulfilled(order, List.of(new OrderFulfilled.Part(line, done.productId(), done.kind(), quantity)));
        });
    }

    Order cancel(Caller caller, UUID id, String reason) {
        return step(caller, id, by -> order -> order.cancel(reason.strip(), now(), by),
                order -> new OrderCancelled(order, reason.strip()));
    }

    private Order step(Caller caller, UUID id, Function<@Nullable String, java.util.function.UnaryOperator<Order>> step,
            Function<Order, Event> event) {
        caller.require(Permission.ORDERS_MANAGE);
        var by = users.person(caller.person()).map(Person::name).orElse(null);
        return db.in(caller.organization(), tx -> steps.take(tx, caller.person(), null, id, step.apply(by), event));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static OrderStore.After after(String cursor) {
        var keys = Page.keys(cursor, 2);
        try {
            return new OrderStore.After(Instant.parse(keys.getFirst()), UUID.fromString(keys.getLast()));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }
}
