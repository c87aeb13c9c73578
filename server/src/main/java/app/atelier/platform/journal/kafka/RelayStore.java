package app.atelier.platform.journal.kafka;

import static app.schema.journal.Tables.ENTRY;
import static app.schema.journal.Tables.HEAD;
import static app.schema.journal.Tables.RELAYED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import org.jooq.impl.DSL;

/** What the relay reads and keeps: the entries born here, its lease, and how far it is. */
final class RelayStore {

    /** As {@code journal.append} takes it, written by the database so that no number and no time changes on the way. */
    private static final String AS_JSON = """
            jsonb_build_object('id', id, 'at', at, 'actorId', actor_id, 'service', service, 'type', type,
                'subjectType', subject_type, 'subjectId', subject_id, 'audience', audience, 'requestId', request_id,
                'trace', trace, 'address', address, 'data', data, 'origin', {0})::text""";

    private final Db db;

    RelayStore(Db db) {
        this.db = db;
    }

    /** Takes the lease or makes it last longer; false while another process holds it. */
    boolean lease(UUID holder, Duration length) {
        return db.shared(tx -> tx.sql().execute("""
                update journal.relay set holder = ?, until = now() + make_interval(secs => ?)
                where holder = ? or until < now()""", holder, length.toSeconds(), holder)) == 1;
    }

    void release(UUID holder) {
        db.shared(tx -> tx.sql().execute("update journal.relay set until = '-infinity' where holder = ?", holder));
    }

    /** The name under which this database publishes. */
    UUID identity() {
        return db.shared(tx -> tx.sql().fetchSingle("select journal.named()").get(0, UUID.class));
    }

    /** Organizations with entries nobody has looked at. */
    List<UUID> behind() {
        return db.shared(tx -> tx.sql().select(HEAD.ORGANIZATION_ID).from(HEAD)
                .leftJoin(RELAYED).on(RELAYED.ORGANIZATION_ID.eq(HEAD.ORGANIZATION_ID))
                .where(HEAD.SEQ.gt(DSL.coalesce(RELAYED.SEQ, DSL.inline(0L))))
                .fetch(HEAD.ORGANIZATION_ID));
    }

    /** Entries nobody has looked at, copied ones included; reads the heads of all organizations. */
    long lag() {
        return db.shared(tx -> tx.sql().select(DSL.coalesce(DSL.sum(HEAD.SEQ.minus(DSL.coalesce(RELAYED.SEQ, DSL.inline(0L)))), DSL.inline(0)))
                .from(HEAD).leftJoin(RELAYED).on(RELAYED.ORGANIZATION_ID.eq(HEAD.ORGANIZATION_ID))
                .fetchSingle().value1().longValue());
    }

    /**
     * Entries to publish, and where the relay stands once they are.
     *
     * @param seq       looked to here
     * @param published the last one published
     * @param more      whether there may be more
     */
    record Born(UUID organization, List<Message> messages, long seq, long published, boolean more) {
    }

    Born born(UUID organization, UUID origin, int limit) {
        return db.in(organization, tx -> born(tx, origin, limit));
    }

    private static Born born(Tx tx, UUID origin, int limit) {
        var organization = tx.organization();
        var stand = tx.sql().select(RELAYED.SEQ, RELAYED.PUBLISHED).from(RELAYED).where(RELAYED.ORGANIZATION_ID.eq(organization)).fetchOne();
        long from = stand == null ? 0 : stand.value1();
        long prev = stand == null ? 0 : stand.value2();
        var head = tx.sql().select(HEAD.SEQ).from(HEAD).where(HEAD.ORGANIZATION_ID.eq(organization)).fetchOptional(HEAD.SEQ).orElse(0L);
        var messages = new ArrayList<Message>();
        var asJson = DSL.field(AS_JSON, String.class, DSL.val(origin));
        for (var row : tx.sql().select(ENTRY.SEQ, ENTRY.TRACE, asJson).from(ENTRY)
                .where(ENTRY.ORGANIZATION_ID.eq(organization), ENTRY.SEQ.gt(from), ENTRY.ORIGIN.isNull())
                .orderBy(ENTRY.SEQ).limit(limit).fetch()) {
            messages.add(new Message(organization, origin, row.value1(), prev, row.value2(), row.value3()));
            prev = row.value1();
        }
        var more = messages.size() == limit;
        // Entries may have been committed after the head was read; those were taken, too.
        var last = messages.isEmpty() ? from : messages.getLast().seq();
        return new Born(organization, messages, more ? last : Math.max(head, last), prev, more);
    }

    /** Notes what is published. Never goes back: another process may have taken the lease meanwhile. */
    void move(Collection<Born> published) {
        if (published.isEmpty()) {
            return;
        }
        db.shared(tx -> {
            var insert = tx.sql().insertInto(RELAYED, RELAYED.ORGANIZATION_ID, RELAYED.SEQ, RELAYED.PUBLISHED);
            // In one order, so that two relays cannot wait for each other.
            for (var b : published.stream().sorted(Comparator.comparing(Born::organization)).toList()) {
                insert = insert.values(b.organization(), b.seq(), b.published());
            }
            return insert.onConflict(RELAYED.ORGANIZATION_ID).doUpdate()
                    .set(RELAYED.SEQ, DSL.greatest(RELAYED.SEQ, DSL.excluded(RELAYED.SEQ)))
                    .set(RELAYED.PUBLISHED, DSL.greatest(RELAYED.PUBLISHED, DSL.excluded(RELAYED.PUBLISHED)))
                    .execute();
        });
    }
}
