package app.atelier.notifications.mail;

import static app.schema.notifications.Tables.DELIVERY;
import static app.schema.notifications.Tables.QUEUE;
import static app.schema.notifications.Tables.SUPPRESSION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.SecretBox;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Mails to be sent, in the database. */
@Component
class DeliveryStore {

    private static final int LONGEST_ERROR = 500;

    private final SealedText sealed;

    DeliveryStore(SecretBox box) {
        this.sealed = new SealedText(box, "notifications.delivery/");
    }

    /** How a delivery ended. */
    enum End {
        SENT, FAILED, SUPPRESSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Due(UUID organization, UUID delivery) {
    }

    record Delivery(Mail mail, int attempts) {
    }

    boolean isSuppressed(Tx tx, String address) {
        return tx.sql().fetchExists(SUPPRESSION, SUPPRESSION.ORGANIZATION_ID.eq(tx.organization()),
                SUPPRESSION.ADDRESS.eq(address.toLowerCase(Locale.ROOT)));
    }

    void suppress(Tx tx, String address, String reason) {
        tx.sql().insertInto(SUPPRESSION)
                .set(SUPPRESSION.ORGANIZATION_ID, tx.organization())
                .set(SUPPRESSION.ADDRESS, address.toLowerCase(Locale.ROOT))
                .set(SUPPRESSION.REASON, cut(reason))
                .onConflictDoNothing().execute();
    }

    /** Writes a mail down; queued, unless its address is suppressed. */
    void insert(Tx tx, Mail mail, boolean suppressed) {
        var now = Instant.now();
        tx.sql().insertInto(DELIVERY)
                .set(DELIVERY.ORGANIZATION_ID, tx.organization())
                .set(DELIVERY.ID, mail.id())
                .set(DELIVERY.ADDRESS, mail.to())
                .set(DELIVERY.SUBJECT, mail.subject())
                .set(DELIVERY.TEXT, sealed.seal(mail.id(), mail.text()))
                .set(DELIVERY.HTML, sealed.seal(mail.id(), mail.html()))
                .set(DELIVERY.STATE, suppressed ? End.SUPPRESSED.word() : "queued")
                .set(DELIVERY.CREATED_AT, now)
                .set(DELIVERY.DONE_AT, suppressed ? now : null)
                .execute();
        if (!suppressed) {
            tx.sql().insertInto(QUEUE).set(QUEUE.ORGANIZATION_ID, tx.organization()).set(QUEUE.DELIVERY_ID, mail.id())
                    .set(QUEUE.DUE_AT, now).execute();
        }
    }

    /** Takes what is due, for so long; another worker takes it again when this one dies over it. */
    List<Due> take(Tx tx, int most, Duration lease) {
        var due = tx.sql().select(QUEUE.ORGANIZATION_ID, QUEUE.DELIVERY_ID).from(QUEUE)
                .where(QUEUE.DUE_AT.le(Instant.now())).orderBy(QUEUE.DUE_AT).limit(most).forUpdate().skipLocked()
                .fetch(row -> new Due(row.value1(), row.value2()));
        for (var one : due) {
            later(tx, one, lease);
        }
        return due;
    }

    private static void later(Tx tx, Due due, Duration wait) {
        tx.sql().update(QUEUE).set(QUEUE.DUE_AT, Instant.now().plus(wait))
                .where(QUEUE.ORGANIZATION_ID.eq(due.organization()), QUEUE.DELIVERY_ID.eq(due.delivery())).execute();
    }

    Optional<Delivery> queued(Tx tx, UUID id) {
        return tx.sql().selectFrom(DELIVERY)
                .where(DELIVERY.ORGANIZATION_ID.eq(tx.organization()), DELIVERY.ID.eq(id), DELIVERY.STATE.eq("queued"))
                .fetchOptional(row -> new Delivery(new Mail(row.getId(), row.getAddress(), row.getSubject(),
                        sealed.open(row.getId(), row.getText()), sealed.open(row.getId(), row.getHtml())), row.getAttempts()));
    }

    /** The content is kept no longer than it is needed: it may hold links that let somebody in. */
    void end(Tx tx, Due due, End end, int attempts, @Nullable String error) {
        tx.sql().update(DELIVERY)
                .set(DELIVERY.STATE, end.word())
                .set(DELIVERY.ATTEMPTS, attempts)
                .set(DELIVERY.ERROR, error == null ? null : cut(error))
                .set(DELIVERY.DONE_AT, Instant.now())
                .set(DELIVERY.TEXT, "").set(DELIVERY.HTML, "")
                .where(DELIVERY.ORGANIZATION_ID.eq(tx.organization()), DELIVERY.ID.eq(due.delivery())).execute();
        unqueue(tx, due);
    }

    void unqueue(Tx tx, Due due) {
        tx.sql().deleteFrom(QUEUE)
                .where(QUEUE.ORGANIZATION_ID.eq(due.organization()), QUEUE.DELIVERY_ID.eq(due.delivery())).execute();
    }

    void retry(Tx tx, Due due, int attempts, String error, Duration wait) {
        tx.sql().update(DELIVERY).set(DELIVERY.ATTEMPTS, attempts).set(DELIVERY.ERROR, cut(error))
                .where(DELIVERY.ORGANIZATION_ID.eq(tx.organization()), DELIVERY.ID.eq(due.delivery())).execute();
        later(tx, due, wait);
    }

    /** What waits, of all organizations: how much, and since when the oldest is due. */
    Waiting waiting(Tx tx) {
        return tx.sql().select(DSL.count(), DSL.min(QUEUE.DUE_AT)).from(QUEUE)
                .fetchSingle(row -> new Waiting(row.value1(), row.value2()));
    }

    record Waiting(int mails, @Nullable Instant due) {
    }

    /** How many deliveries to an address ended or stand in a state. */
    int count(Tx tx, String address, String state) {
        return tx.sql().fetchCount(DSL.selectFrom(DELIVERY).where(DELIVERY.ORGANIZATION_ID.eq(tx.organization()),
                DELIVERY.ADDRESS.eq(address), DELIVERY.STATE.eq(state)));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
    }
}
