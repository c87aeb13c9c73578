package app.atelier.platform.journal.kafka;

import static app.schema.journal.Tables.COPIED;
import static app.schema.journal.Tables.EARLY;
import static app.schema.platform.Tables.IDENTITY;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import org.jooq.JSONB;
import org.jooq.impl.DSL;

/** What the copier keeps: how far it is in each other database's journal, and entries that came too early. */
final class CopierStore {

    /** The name of this database, and those it had before; entries under any of them were born here. */
    List<UUID> identities(Tx tx) {
        // It may be a new one, and then it must not copy what it wrote under the old.
        tx.sql().fetch("select journal.named()");
        return tx.sql().select(IDENTITY.ID).from(IDENTITY).orderBy(IDENTITY.PLACE.desc()).fetch(IDENTITY.ID);
    }

    /** Where the copier stands in an origin's entries of the transaction's organization. */
    static final class Stand {
        long seq;
        int waiting;

        private Stand(long seq, int waiting) {
            this.seq = seq;
            this.waiting = waiting;
        }
    }

    /** Locked until the transaction ends; waits for another process that holds it. */
    Stand lock(Tx tx, UUID origin) {
        tx.sql().insertInto(COPIED, COPIED.ORGANIZATION_ID, COPIED.ORIGIN, COPIED.SEQ).values(tx.organization(), origin, 0L)
                .onConflictDoNothing().execute();
        return tx.sql().select(COPIED.SEQ, COPIED.WAITING).from(COPIED)
                .where(COPIED.ORGANIZATION_ID.eq(tx.organization()), COPIED.ORIGIN.eq(origin))
                .forUpdate().fetchSingle(row -> new Stand(row.value1(), row.value2()));
    }

    void move(Tx tx, UUID origin, Stand stand) {
        tx.sql().update(COPIED).set(COPIED.SEQ, stand.seq).set(COPIED.WAITING, stand.waiting).set(DSL.field(DSL.name("moved_at")), DSL.now())
                .where(COPIED.ORGANIZATION_ID.eq(tx.organization()), COPIED.ORIGIN.eq(origin)).execute();
    }

    /** @return whether it was not kept before */
    boolean keep(Tx tx, Message message) {
        return tx.sql().insertInto(EARLY, EARLY.ORGANIZATION_ID, EARLY.ORIGIN, EARLY.SEQ, EARLY.PREV, EARLY.ENTRY)
                .values(message.organization(), message.origin(), message.seq(), message.prev(), JSONB.valueOf(message.entry()))
                .onConflictDoNothing().execute() == 1;
    }

    /** An entry that waits. */
    record Early(long seq, long prev, String entry) {
    }

    List<Early> early(Tx tx, UUID origin, int limit) {
        return tx.sql().select(EARLY.SEQ, EARLY.PREV, EARLY.ENTRY).from(EARLY)
                .where(EARLY.ORGANIZATION_ID.eq(tx.organization()), EARLY.ORIGIN.eq(origin))
                .orderBy(EARLY.SEQ).limit(limit).fetch(row -> new Early(row.value1(), row.value2(), row.value3().data()));
    }

    /** @return how many there were */
    int forget(Tx tx, UUID origin, long upTo) {
        return tx.sql().deleteFrom(EARLY)
                .where(EARLY.ORGANIZATION_ID.eq(tx.organization()), EARLY.ORIGIN.eq(origin), EARLY.SEQ.le(upTo)).execute();
    }

    /** @param entries JSON objects, appended in this order */
    void append(Tx tx, List<String> entries) {
        tx.sql().select(DSL.function(DSL.name("journal", "append"), Long.class, DSL.val(tx.organization()),
                DSL.val(JSONB.valueOf("[" + String.join(",", entries) + "]")))).fetch();
    }

    /** Entries that wait in all organizations, those only that have waited for so long. */
    long waiting(Tx tx, Duration atLeast) {
        return tx.sql().select(DSL.coalesce(DSL.sum(COPIED.WAITING), DSL.inline(0))).from(COPIED)
                .where(COPIED.WAITING.gt(DSL.inline(0)), DSL.condition("moved_at <= now() - make_interval(secs => {0})", DSL.val(atLeast.toSeconds())))
                .fetchSingle().value1().longValue();
    }
}
