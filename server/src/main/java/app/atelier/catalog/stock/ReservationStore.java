package app.atelier.catalog.stock;

import static app.schema.catalog.Tables.LEASE;
import static app.schema.catalog.Tables.RESERVATION;
import static app.schema.catalog.Tables.RESERVATION_LINE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import org.springframework.stereotype.Component;

/** What orders hold, and until when. */
@Component
class ReservationStore {

    /** A lease that is over. */
    record Over(UUID organization, UUID order) {
    }

    /** One product of a reservation: how many were asked for, and how many have left the house. */
    record Line(int quantity, int taken) {

        int open() {
            return quantity - taken;
        }
    }

    /** False when the order has a reservation already; waits for another transaction that is making it. */
    boolean insert(Tx tx, UUID order, Instant now, Instant endsAt) {
        var made = tx.sql().insertInto(RESERVATION)
                .set(RESERVATION.ORGANIZATION_ID, tx.organization())
                .set(RESERVATION.ORDER_ID, order)
                .set(RESERVATION.STATE, ReservationState.LEASED.word())
                .set(RESERVATION.CREATED_AT, now)
                .onConflictDoNothing().execute() == 1;
        if (made) {
            tx.sql().insertInto(LEASE)
                    .set(LEASE.ORGANIZATION_ID, tx.organization())
                    .set(LEASE.ORDER_ID, order)
                    .set(LEASE.ENDS_AT, endsAt)
                    .execute();
        }
        return made;
    }

    void insertLine(Tx tx, UUID order, UUID product, int quantity) {
        tx.sql().insertInto(RESERVATION_LINE)
                .set(RESERVATION_LINE.ORGANIZATION_ID, tx.organization())
                .set(RESERVATION_LINE.ORDER_ID, order)
                .set(RESERVATION_LINE.PRODUCT_ID, product)
                .set(RESERVATION_LINE.QUANTITY, quantity)
                .execute();
    }

    /** The reservation's state, locked until the transaction ends. */
    Optional<ReservationState> lock(Tx tx, UUID order) {
        return tx.sql().select(RESERVATION.STATE).from(RESERVATION)
                .where(RESERVATION.ORGANIZATION_ID.eq(tx.organization()), RESERVATION.ORDER_ID.eq(order))
                .forUpdate().fetchOptional(row -> ReservationState.of(row.value1()));
    }

    /** In key order, the order in which stock is locked. */
    SortedMap<UUID, Line> lines(Tx tx, UUID order) {
        var lines = new TreeMap<UUID, Line>();
        tx.sql().selectFrom(RESERVATION_LINE)
                .where(RESERVATION_LINE.ORGANIZATION_ID.eq(tx.organization()), RESERVATION_LINE.ORDER_ID.eq(order))
                .forEach(row -> lines.put(row.getProductId(), new Line(row.getQuantity(), row.getTaken())));
        return lines;
    }

    /** Moves on to a state in which there is no lease any more. */
    void move(Tx tx, UUID order, ReservationState state) {
        tx.sql().update(RESERVATION).set(RESERVATION.STATE, state.word())
                .where(RESERVATION.ORGANIZATION_ID.eq(tx.organization()), RESERVATION.ORDER_ID.eq(order)).execute();
        tx.sql().deleteFrom(LEASE).where(LEASE.ORGANIZATION_ID.eq(tx.organization()), LEASE.ORDER_ID.eq(order)).execute();
    }

    void take(Tx tx, UUID order, UUID product, int quantity) {
        tx.sql().update(RESERVATION_LINE).set(RESERVATION_LINE.TAKEN, RESERVATION_LINE.TAKEN.plus(quantity))
                .where(RESERVATION_LINE.ORGANIZATION_ID.eq(tx.organization()), RESERVATION_LINE.ORDER_ID.eq(order),
                        RESERVATION_LINE.PRODUCT_ID.eq(product)).execute();
    }

    /** Leases of all organizations that ended before {@code now}, longest ago first. */
    List<Over> over(Tx tx, Instant now, int limit) {
        return tx.sql().select(LEASE.ORGANIZATION_ID, LEASE.ORDER_ID).from(LEASE).where(LEASE.ENDS_AT.lt(now))
                .orderBy(LEASE.ENDS_AT).limit(limit).fetch(row -> new Over(row.value1(), row.value2()));
    }
}
