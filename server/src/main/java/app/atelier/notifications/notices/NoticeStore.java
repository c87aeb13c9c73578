package app.atelier.notifications.notices;

import static app.schema.notifications.Tables.NOTICE;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.notifications.tables.records.NoticeRecord;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notices in the database. */
@Component
class NoticeStore {

    /** Where a page of notices ended. */
    record Place(Instant createdAt, UUID id) {
    }

    void insert(Tx tx, UUID person, Notice notice) {
        tx.sql().insertInto(NOTICE)
                .set(NOTICE.ORGANIZATION_ID, tx.organization())
                .set(NOTICE.ID, notice.id())
                .set(NOTICE.PERSON_ID, person)
                .set(NOTICE.TYPE, notice.type().word())
                .set(NOTICE.TITLE, notice.title())
                .set(NOTICE.BODY, notice.body())
                .set(NOTICE.LINK, notice.link())
                .set(NOTICE.ACTOR_ID, notice.actorId())
                .set(NOTICE.CREATED_AT, notice.createdAt())
                .set(NOTICE.READ_AT, notice.readAt())
                .execute();
    }

    /** Newest first. */
    List<Notice> of(Tx tx, UUID person, boolean unreadOnly, @Nullable Place after, int limit) {
        return tx.sql().selectFrom(NOTICE)
                .where(theirs(tx, person), unreadOnly ? NOTICE.READ_AT.isNull() : DSL.noCondition(), after == null
                        ? DSL.noCondition() : row(NOTICE.CREATED_AT, NOTICE.ID).lt(row(val(after.createdAt()), val(after.id()))))
                .orderBy(NOTICE.CREATED_AT.desc(), NOTICE.ID.desc()).limit(limit).fetch(NoticeStore::notice);
    }

    int unread(Tx tx, UUID person) {
        return tx.sql().fetchCount(NOTICE, theirs(tx, person), NOTICE.READ_AT.isNull());
    }

    boolean exists(Tx tx, UUID person, UUID id) {
        return tx.sql().fetchExists(NOTICE, theirs(tx, person), NOTICE.ID.eq(id));
    }

    /** Those that were unread and are read now; {@code id} null means all. */
    List<UUID> read(Tx tx, UUID person, @Nullable UUID id) {
        return tx.sql().update(NOTICE).set(NOTICE.READ_AT, Instant.now())
                .where(theirs(tx, person), NOTICE.READ_AT.isNull(), id == null ? DSL.noCondition() : NOTICE.ID.eq(id))
                .returningResult(NOTICE.ID).fetch(r -> r.value1());
    }

    private static Condition theirs(Tx tx, UUID person) {
        return NOTICE.ORGANIZATION_ID.eq(tx.organization()).and(NOTICE.PERSON_ID.eq(person));
    }

    private static Notice notice(NoticeRecord row) {
        return new Notice(row.getId(), NoticeType.of(row.getType()), row.getTitle(), row.getBody(), row.getLink(),
                row.getActorId(), row.getCreatedAt(), row.getReadAt());
    }
}
