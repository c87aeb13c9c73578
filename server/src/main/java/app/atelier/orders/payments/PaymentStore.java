package app.atelier.orders.payments;

import static app.schema.orders.Tables.PAYMENT_EVENT;
import static app.schema.orders.Tables.PAYMENT_PLACE;
import static app.schema.orders.Tables.PLACE;
import static app.schema.orders.Tables.SIGNING_SECRET;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import app.atelier.orders.payments.PaymentEvent.Told;
import app.atelier.platform.db.Tx;
import org.springframework.stereotype.Component;

/** What providers told, and where the payment they speak of is. */
@Component
public class PaymentStore {

    /** Where a payment is. */
    record Place(UUID organization, UUID order) {
    }

    /** Makes a payment findable by its id alone. */
    public void insertPlace(Tx tx, UUID payment, UUID order) {
        tx.sql().insertInto(PAYMENT_PLACE)
                .set(PAYMENT_PLACE.PAYMENT_ID, payment)
                .set(PAYMENT_PLACE.ORGANIZATION_ID, tx.organization())
                .set(PAYMENT_PLACE.ORDER_ID, order)
                .execute();
    }

    Optional<Place> place(Tx tx, UUID payment) {
        return tx.sql().selectFrom(PAYMENT_PLACE).where(PAYMENT_PLACE.PAYMENT_ID.eq(payment))
                .fetchOptional(row -> new Place(row.getOrganizationId(), row.getOrderId()));
    }

    /** The hash of the customer's secret of an order. */
    Optional<byte[]> secretHash(Tx tx, UUID order) {
        return tx.sql().select(PLACE.SECRET_HASH).from(PLACE).where(PLACE.ORDER_ID.eq(order)).fetchOptional(PLACE.SECRET_HASH);
    }

    /** False when the event was told before; waits for another transaction that is hearing it. */
    boolean insert(Tx tx, String provider, Told event, Instant now) {
        return tx.sql().insertInto(PAYMENT_EVENT)
                .set(PAYMENT_EVENT.ORGANIZATION_ID, tx.organization())
                .set(PAYMENT_EVENT.PROVIDER, provider)
                .set(PAYMENT_EVENT.ID, event.id())
                .set(PAYMENT_EVENT.PAYMENT_ID, event.paymentId())
                .set(PAYMENT_EVENT.TYPE, event.type())
                .set(PAYMENT_EVENT.AT, event.at())
                .set(PAYMENT_EVENT.RECEIVED_AT, now)
                .set(PAYMENT_EVENT.OUTCOME, "hearing")
                .onConflictDoNothing().execute() == 1;
    }

    void conclude(Tx tx, String provider, String event, String outcome) {
        tx.sql().update(PAYMENT_EVENT).set(PAYMENT_EVENT.OUTCOME, outcome)
                .where(PAYMENT_EVENT.ORGANIZATION_ID.eq(tx.organization()), PAYMENT_EVENT.PROVIDER.eq(provider),
                        PAYMENT_EVENT.ID.eq(event)).execute();
    }

    Optional<byte[]> signingSecret(Tx tx, String provider) {
        return tx.sql().select(SIGNING_SECRET.SEALED).from(SIGNING_SECRET).where(SIGNING_SECRET.PROVIDER.eq(provider))
                .fetchOptional(SIGNING_SECRET.SEALED);
    }

    /** Keeps the first of several that are made at once. */
    void insertSigningSecret(Tx tx, String provider, byte[] sealed) {
        tx.sql().insertInto(SIGNING_SECRET).set(SIGNING_SECRET.PROVIDER, provider).set(SIGNING_SECRET.SEALED, sealed)
                .onConflictDoNothing().execute();
    }
}
