package app.atelier.platform.journal;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Where one follower stands, and what it failed at: the two tables in its service's schema. */
final class Positions {

    private static final Field<UUID> ORGANIZATION = DSL.field(DSL.name("organization_id"), UUID.class);
    private static final Field<String> FOLLOWER = DSL.field(DSL.name("follower"), String.class);
    private static final Field<Long> SEQ = DSL.field(DSL.name("seq"), Long.class);
    private static final Field<Integer> ATTEMPTS = DSL.field(DSL.name("attempts"), Integer.class);
    private static final Field<String> ERROR = DSL.field(DSL.name("error"), String.class);
    private static final Field<Instant> NEXT = DSL.field(DSL.name("next_attempt_at"), Instant.class);
    private static final Field<Instant> PARKED = DSL.field(DSL.name("parked_at"), Instant.class);
    private static final int LONGEST_ERROR = 2_000;

    private final Table<Record> cursors;
    private final Table<Record> letters;
    private final String follower;

    Positions(Follower follower) {
        this.cursors = DSL.table(DSL.name(follower.service(), "follower_cursor"));
        this.letters = DSL.table(DSL.name(follower.service(), "dead_letter"));
        this.follower = follower.name();
    }

    /** Organizations whose journal is ahead of this follower, with the head. */
    List<Behind> behind(Tx tx) {
        var head = DSL.table(DSL.name("journal", "head")).as("h");
        var headOrganization = DSL.field(DSL.name("h", "organization_id"), UUID.class);
        var headSeq = DSL.field(DSL.name("h", "seq"), Long.class);
        var cursor = cursors.as("c");
        var position = DSL.coalesce(DSL.field(DSL.name("c", "seq"), Long.class), DSL.inline(0L));
        return tx.sql().select(headOrganization, headSeq, position)
                .from(head)
                .leftJoin(cursor).on(DSL.field(DSL.name("c", "organization_id"), UUID.class).eq(headOrganization),
                        DSL.field(DSL.name("c", "follower"), String.class).eq(follower))
                .where(headSeq.gt(position))
                .fetch(row -> new Behind(row.value1(), row.value2(), row.value3()));
    }

    record Behind(UUID organization, long head, long position) {
    }

    /** How many entries wait to be tried again, and how many were given up on, in all organizations. */
    Failures failures(Tx tx) {
        return tx.sql().select(DSL.count().filterWhere(PARKED.isNull()), DSL.count().filterWhere(PARKED.isNotNull()))
                .from(letters).where(FOLLOWER.eq(follower))
                .fetchSingle(row -> new Failures(row.value1(), row.value2()));
    }

    record Failures(int waiting, int parked) {
    }

    /** Entries given up on in all organizations, newest first. */
    List<ParkedEntry> parkedEverywhere(Tx tx, String service, int limit) {
        return tx.sql().select(ORGANIZATION, SEQ, ATTEMPTS, ERROR, PARKED).from(letters)
                .where(FOLLOWER.eq(follower), PARKED.isNotNull())
                .orderBy(PARKED.desc()).limit(limit)
                .fetch(row -> new ParkedEntry(service, follower, row.value1(), row.value2(), null, row.value3(), row.value4(), row.value5()));
    }

    /** The position, locked until the transaction ends; null when another instance holds it. */
    @Nullable Long lock(Tx tx) {
        var row = tx.sql().select(SEQ).from(cursors).where(mine(tx)).forUpdate().skipLocked().fetchOne();
        if (row != null) {
            return row.value1();
        }
        var made = tx.sql().insertInto(cursors, ORGANIZATION, FOLLOWER, SEQ).values(tx.organization(), follower, 0L)
                .onConflictDoNothing().execute();
        return made == 1 ? 0L : null;
    }

    long read(Tx tx) {
        var seq = tx.sql().select(SEQ).from(cursors).where(mine(tx)).fetchOne(SEQ);
        return seq == null ? 0 : seq;
    }

    void move(Tx tx, long seq) {
        tx.sql().update(cursors).set(SEQ, seq).set(DSL.field(DSL.name("moved_at")), DSL.now()).where(mine(tx)).execute();
    }

    /** The failed entry this follower waits to try again, if any. */
    @Nullable Failure failure(Tx tx) {
        return tx.sql().select(SEQ, ATTEMPTS, NEXT).from(letters)
                .where(mine(tx), PARKED.isNull())
                .orderBy(SEQ).limit(1)
                .fetchOne(row -> new Failure(row.value1(), row.value2(), row.value3()));
    }

    record Failure(long seq, int attempts, @Nullable Instant nextAttemptAt) {
    }

    /** Notes a failed attempt; {@code nextAttempt} null parks the entry. */
    void fail(Tx tx, long seq, int attempts, String error, @Nullable Instant nextAttempt) {
        var text = error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error;
        var parked = nextAttempt == null ? Instant.now() : null;
        tx.sql().insertInto(letters, ORGANIZATION, FOLLOWER, SEQ, ATTEMPTS, ERROR, NEXT, PARKED)
                .values(tx.organization(), follower, seq, attempts, text, nextAttempt, parked)
                .onConflict(ORGANIZATION, FOLLOWER, SEQ)
                .doUpdate().set(ATTEMPTS, attempts).set(ERROR, text).set(NEXT, nextAttempt).set(PARKED, parked)
                .execute();
    }

    /** False when it was noted no longer. */
    boolean digested(Tx tx, long seq) {
        return tx.sql().deleteFrom(letters).where(mine(tx), SEQ.eq(seq)).execute() == 1;
    }

    /** Entries given up on, oldest first. */
    List<DeadLetter> parked(Tx tx) {
        return tx.sql().select(SEQ, ATTEMPTS, ERROR, PARKED).from(letters)
                .where(mine(tx), PARKED.isNotNull())
                .orderBy(SEQ)
                .fetch(row -> new DeadLetter(follower, row.value1(), row.value2(), row.value3(), row.value4()));
    }

    private org.jooq.Condition mine(Tx tx) {
        return ORGANIZATION.eq(tx.organization()).and(FOLLOWER.eq(follower));
    }
}
