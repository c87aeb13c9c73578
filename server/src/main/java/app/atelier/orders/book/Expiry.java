package app.atelier.orders.book;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import app.atelier.orders.OrderExpired;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Ends orders that were not paid in time. Any number of processes may look; the order's lock lets one of them act. */
@Component
public class Expiry {

    private static final Logger log = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 200;

    private final Db db;
    private final OrderStore store;
    private final Steps steps;

    Expiry(Db db, OrderStore store, Steps steps) {
        this.db = db;
        this.store = store;
        this.steps = steps;
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT10S")
    void sweep() {
        sweep(Instant.now());
    }

    /** Ends the orders that were to be paid before {@code now}; returns how many this call ended. */
    int sweep(Instant now) {
        var ended = 0;
        for (var due : db.shared(tx -> store.due(tx, now, BATCH))) {
            try {
                ended += db.in(due.organization(), tx -> expire(tx, due.order(), now)) ? 1 : 0;
            } catch (RuntimeException e) {
                log.warn("Order {} cannot be ended now, trying again", due.order(), e);
            }
        }
        return ended;
    }

    private boolean expire(Tx tx, UUID id, Instant now) {
        var order = store.lock(tx, id).orElseThrow();
        if (!order.isOverdue(now)) {
            return false;
        }
        steps.take(tx, null, null, id, o -> o.expire(now.truncatedTo(ChronoUnit.MICROS)), OrderExpired::new);
        return true;
    }
}
