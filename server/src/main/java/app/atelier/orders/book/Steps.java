package app.atelier.orders.book;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import app.atelier.orders.Order;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Event;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One step of an order: lock it, move it on by its own rules, save it, tell it. */
@Component
public class Steps {

    private final OrderStore store;
    private final Journal journal;

    Steps(OrderStore store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    /**
     * @param at    when it happened; null: now
     * @param event what to tell about the order as it is afterwards
     * @throws Problem.NotFound when the organization has no such order
     */
    public Order take(Tx tx, @Nullable UUID actor, @Nullable Instant at, UUID order, UnaryOperator<Order> step,
            Function<Order, Event> event) {
        var before = store.lock(tx, order).orElseThrow(() -> new Problem.NotFound("order", order));
        var after = step.apply(before);
        store.update(tx, before, after);
        journal.record(tx, actor, at, event.apply(after));
        return after;
    }
}
