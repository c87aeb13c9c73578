package app.atelier.orders.checkout;

import static app.schema.orders.Tables.PLACE;
import static app.schema.orders.Tables.PLACED_ORDER;

import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import org.springframework.stereotype.Component;

/** Leads from an order's id, before an organization is known, to where the order is and who may see it. */
@Component
public class PlaceStore {

    /** @param secretHash of the customer's secret */
    record Place(UUID organization, byte[] secretHash) {
    }

    /** What a checkout that is sent again needs. */
    record Earlier(byte[] contentHash, byte[] secretSealed) {
    }

    Optional<Place> find(Tx tx, UUID order) {
        return tx.sql().selectFrom(PLACE).where(PLACE.ORDER_ID.eq(order))
                .fetchOptional(row -> new Place(row.getOrganizationId(), row.getSecretHash()));
    }

    /** False when the id is taken; waits for another transaction that is taking it. */
    public boolean insert(Tx tx, UUID order, byte[] secretHash) {
        return tx.sql().insertInto(PLACE)
                .set(PLACE.ORDER_ID, order)
                .set(PLACE.ORGANIZATION_ID, tx.organization())
                .set(PLACE.SECRET_HASH, secretHash)
                .onConflictDoNothing().execute() == 1;
    }

    Earlier earlier(Tx tx, UUID order) {
        return tx.sql().select(PLACED_ORDER.CONTENT_HASH, PLACED_ORDER.SECRET_SEALED).from(PLACED_ORDER)
                .where(PLACED_ORDER.ORGANIZATION_ID.eq(tx.organization()), PLACED_ORDER.ID.eq(order))
                .fetchSingle(row -> new Earlier(row.value1(), row.value2()));
    }
}
