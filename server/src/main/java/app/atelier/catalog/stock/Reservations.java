package app.atelier.catalog.stock;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import app.atelier.catalog.StockChanged;
import app.atelier.catalog.StockKeeper;
import app.atelier.catalog.StockLevel;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Stock held for orders. Products are taken in key order everywhere, so that no two orders wait for each other. */
@Component
public class Reservations implements StockKeeper {

    private static final Logger log = LoggerFactory.getLogger(Reservations.class);
    private static final int BATCH = 200;

    private final Db db;
    private final ReservationStore store;
    private final StockStore stock;
    private final Journal journal;

    Reservations(Db db, ReservationStore store, StockStore stock, Journal journal) {
        this.db = db;
        this.store = store;
        this.stock = stock;
        this.journal = journal;
    }

    @Override
    public void reserve(UUID organization, UUID order, Map<UUID, Integer> quantities) {
        var wanted = new TreeMap<>(quantities);
        var now = Instant.now();
        db.in(organization, tx -> {
            if (store.insert(tx, order, now, now.plus(Duration.ofMinutes(LEASE_MINUTES)))) {
                wanted.forEach((product, quantity) -> {
                    hold(tx, order, product, quantity);
                    store.insertLine(tx, order, product, quantity);
                });
            } else {
                requireSame(tx, order, wanted);
            }
            return null;
        });
    }

    private void hold(Tx tx, UUID order, UUID product, int quantity) {
        var after = stock.hold(tx, product, quantity).orElseThrow(() -> outOfStock(tx, product, quantity));
        tell(tx, product, new StockLevel(after.onHand(), after.reserved() - quantity), after, "Held for an order", order);
    }

    private Problem outOfStock(Tx tx, UUID product, int quantity) {
        var name = stock.nameOf(tx, product).orElse("This product");
        var available = stock.level(tx, product).map(StockLevel::available).orElse(0);
        return new Problem.Conflict("out-of-stock", "Not enough in stock", "'" + name + "': " + quantity
                + " wanted, " + (available == 0 ? "none" : "only " + available) + " available.");
    }

    private void requireSame(Tx tx, UUID order, Map<UUID, Integer> wanted) {
        var state = store.lock(tx, order).orElseThrow();
        var held = new TreeMap<UUID, Integer>();
        store.lines(tx, order).forEach((product, line) -> held.put(product, line.quantity()));
        if (!held.equals(wanted)) {
            throw new Problem.Conflict("id", "was used for an order of other things; use a new id");
        }
        if (!state.holds()) {
            throw new Problem.Conflict("What was held for this order has been released; start a new order.");
        }
    }

    /** The order stands: what it holds, it holds until it says otherwise. */
    void keep(Tx tx, UUID order) {
        switch (store.lock(tx, order).orElse(ReservationState.KEPT)) {
            case LEASED -> store.move(tx, order, ReservationState.KEPT);
            case LAPSED -> {
                // The news came later than the lease allows. Hold it again, or let a person decide: a dead letter.
                store.lines(tx, order).forEach((product, line) -> hold(tx, order, product, line.quantity()));
                store.move(tx, order, ReservationState.KEPT);
            }
            case KEPT, RELEASED -> { }
        }
    }

    /** Lets go of what has not left the house yet; once. */
    void release(Tx tx, UUID order, String reason) {
        if (store.lock(tx, order).map(ReservationState::holds).orElse(false)) {
            freeAll(tx, order, reason);
            store.move(tx, order, ReservationState.RELEASED);
        }
    }

    /**
     * Takes some of what the order holds out of the house.
     *
     * @throws IllegalStateException when it does not hold that many
     */
    void take(Tx tx, UUID order, String number, Map<UUID, Integer> quantities) {
        var state = store.lock(tx, order).orElseThrow(() -> new IllegalStateException("Order " + order + " holds nothing"));
        var lines = store.lines(tx, order);
        new TreeMap<>(quantities).forEach((product, quantity) -> {
            var line = lines.get(product);
            if (!state.holds() || line == null || line.open() < quantity) {
                throw new IllegalStateException("Order " + order + " does not hold " + quantity + " of " + product);
            }
            store.take(tx, order, product, quantity);
            var after = stock.take(tx, product, quantity);
            stock.insert(tx, product, new Movement(Ids.next(), -quantity, after.onHand(), "Order " + number, order, null,
                    Instant.now()));
            tell(tx, product, new StockLevel(after.onHand() + quantity, after.reserved() + quantity), after,
                    "Order " + number, order);
        });
    }

    /** Ends leases whose orders never came to be. */
    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
    void endLeases() {
        endLeases(Instant.now());
    }

    /** Ends the leases that were over at {@code now}; returns how many this call ended. */
    int endLeases(Instant now) {
        var ended = 0;
        for (var over : db.shared(tx -> store.over(tx, now, BATCH))) {
            try {
                ended += db.in(over.organization(), tx -> endLease(tx, over.order())) ? 1 : 0;
            } catch (RuntimeException e) {
                log.warn("The lease of order {} cannot be ended now, trying again", over.order(), e);
            }
        }
        return ended;
    }

    /** Two processes may try; the lock lets the second see that it is done. */
    private boolean endLease(Tx tx, UUID order) {
        if (store.lock(tx, order).orElse(ReservationState.LAPSED) != ReservationState.LEASED) {
            return false;
        }
        freeAll(tx, order, "Held for an order that never came");
        store.move(tx, order, ReservationState.LAPSED);
        return true;
    }

    private void freeAll(Tx tx, UUID order, String reason) {
        store.lines(tx, order).forEach((product, line) -> {
            if (line.open() > 0) {
                var after = stock.free(tx, product, line.open());
                tell(tx, product, new StockLevel(after.onHand(), after.reserved() + line.open()), after, reason, order);
            }
        });
    }

    private void tell(Tx tx, UUID product, StockLevel before, StockLevel after, String reason, UUID order) {
        journal.record(tx, null, new StockChanged(product, before, after, reason, order));
    }
}
