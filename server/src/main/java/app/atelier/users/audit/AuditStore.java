package app.atelier.users.audit;

import static app.schema.users.Tables.AUDIT_ENTRY;
import static app.schema.users.Tables.AUDIT_HEAD;
import static app.schema.users.Tables.FOLLOWER_CURSOR;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;

import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.SecretBox;
import app.schema.users.tables.records.AuditEntryRecord;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The audit log in the database, and the sealed end of each organization's chain. */
@Component
class AuditStore {

    private static final int HASH_BYTES = 32;

    private final SecretBox box;

    AuditStore(SecretBox box) {
        this.box = box;
    }

    /** A row and the hash that stands beside it. */
    record Chained(AuditEntry entry, byte[] hash) {
    }

    /** The end of a chain, as its seal says. */
    record Head(long number, byte[] hash) {

        static final Head NONE = new Head(0, AuditEntry.BEGINNING);
    }

    private static String context(UUID organization) {
        return "users.audit_head/" + organization;
    }

    /** Adds a row to the end of the chain, which is locked until the transaction ends. */
    void append(Tx tx, LongFunction<AuditEntry> row) {
        var head = tx.sql().selectFrom(AUDIT_HEAD).where(AUDIT_HEAD.ORGANIZATION_ID.eq(tx.organization())).forUpdate()
                .fetchOptional(found -> open(tx, found.getSeal())).orElse(Head.NONE);
        var entry = row.apply(head.number() + 1);
        var hash = entry.hash(head.hash());
        tx.sql().insertInto(AUDIT_ENTRY)
                .set(AUDIT_ENTRY.ORGANIZATION_ID, entry.organizationId())
                .set(AUDIT_ENTRY.NUMBER, entry.number())
                .set(AUDIT_ENTRY.SEQ, entry.seq())
                .set(AUDIT_ENTRY.AT, entry.at())
                .set(AUDIT_ENTRY.ACTOR_ID, entry.actorId())
                .set(AUDIT_ENTRY.ACTOR_NAME, entry.actorName())
                .set(AUDIT_ENTRY.ACTION, entry.action())
                .set(AUDIT_ENTRY.SUBJECT_TYPE, entry.subjectType())
                .set(AUDIT_ENTRY.SUBJECT_ID, entry.subjectId())
                .set(AUDIT_ENTRY.ADDRESS, entry.address())
                .set(AUDIT_ENTRY.BEFORE, entry.before())
                .set(AUDIT_ENTRY.AFTER, entry.after())
                .set(AUDIT_ENTRY.HASH, hash)
                .execute();
        var seal = box.seal(ByteBuffer.allocate(Long.BYTES + HASH_BYTES).putLong(entry.number()).put(hash).array(), context(tx.organization()));
        tx.sql().insertInto(AUDIT_HEAD)
                .set(AUDIT_HEAD.ORGANIZATION_ID, tx.organization())
                .set(AUDIT_HEAD.NUMBER, entry.number())
                .set(AUDIT_HEAD.SEAL, seal)
                .onConflict(AUDIT_HEAD.ORGANIZATION_ID).doUpdate()
                .set(AUDIT_HEAD.NUMBER, entry.number()).set(AUDIT_HEAD.SEAL, seal)
                .execute();
    }

    /**
     * What the seal says, not what stands beside it.
     *
     * @throws IllegalStateException when the seal does not open: somebody wrote there who has not the key
     */
    Optional<Head> head(Tx tx) {
        return tx.sql().selectFrom(AUDIT_HEAD).where(AUDIT_HEAD.ORGANIZATION_ID.eq(tx.organization()))
                .fetchOptional(row -> open(tx, row.getSeal()));
    }

    private Head open(Tx tx, byte[] seal) {
        var note = ByteBuffer.wrap(box.open(seal, context(tx.organization())));
        var number = note.getLong();
        var hash = new byte[HASH_BYTES];
        note.get(hash);
        return new Head(number, hash);
    }

    /** Whether the follower has taken anything, so that there must be a log. */
    boolean mustBe(Tx tx) {
        return tx.sql().fetchExists(FOLLOWER_CURSOR, FOLLOWER_CURSOR.ORGANIZATION_ID.eq(tx.organization()),
                FOLLOWER_CURSOR.FOLLOWER.eq(AuditFollower.NAME), FOLLOWER_CURSOR.SEQ.gt(0L));
    }

    /** Rows after {@code number}, in the order of the chain. */
    List<Chained> chain(Tx tx, long number, int limit) {
        return tx.sql().selectFrom(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.ORGANIZATION_ID.eq(tx.organization()), AUDIT_ENTRY.NUMBER.gt(number))
                .orderBy(AUDIT_ENTRY.NUMBER).limit(limit).fetch(row -> new Chained(entry(row), row.getHash()));
    }

    /** Newest first, before {@code number}. */
    List<AuditEntry> newest(Tx tx, AuditQuery query, @Nullable Long before, int limit) {
        return tx.sql().selectFrom(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.ORGANIZATION_ID.eq(tx.organization()), matches(query),
                        before == null ? DSL.noCondition() : AUDIT_ENTRY.NUMBER.lt(before))
                .orderBy(AUDIT_ENTRY.NUMBER.desc()).limit(limit).fetch(AuditStore::entry);
    }

    /** Oldest first, after {@code number}. */
    List<AuditEntry> oldest(Tx tx, AuditQuery query, long after, int limit) {
        return tx.sql().selectFrom(AUDIT_ENTRY)
                .where(AUDIT_ENTRY.ORGANIZATION_ID.eq(tx.organization()), matches(query), AUDIT_ENTRY.NUMBER.gt(after))
                .orderBy(AUDIT_ENTRY.NUMBER).limit(limit).fetch(AuditStore::entry);
    }

    private static Condition matches(AuditQuery query) {
        var condition = DSL.noCondition();
        if (query.action() != null) {
            condition = condition.and(AUDIT_ENTRY.ACTION.eq(query.action()).or(AUDIT_ENTRY.ACTION.startsWith(query.action() + ".")));
        }
        if (query.actorId() != null) {
            condition = condition.and(AUDIT_ENTRY.ACTOR_ID.eq(query.actorId()));
        }
        if (query.subjectId() != null) {
            condition = condition.and(AUDIT_ENTRY.SUBJECT_ID.eq(query.subjectId()));
        }
        if (query.subjectType() != null) {
            condition = condition.and(AUDIT_ENTRY.SUBJECT_TYPE.eq(query.subjectType()));
        }
        if (query.from() != null) {
            condition = condition.and(AUDIT_ENTRY.AT.ge(query.from()));
        }
        if (query.to() != null) {
            condition = condition.and(AUDIT_ENTRY.AT.lt(query.to()));
        }
        return condition;
    }

    private static AuditEntry entry(AuditEntryRecord row) {
        return new AuditEntry(row.getOrganizationId(), row.getNumber(), row.getSeq(), row.getAt(), row.getActorId(), row.getActorName(),
                row.getAction(), row.getSubjectType(), row.getSubjectId(), row.getAddress(), row.getBefore(), row.getAfter());
    }
}
