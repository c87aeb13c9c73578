package app.atelier.ingestion.streams;

import static app.schema.ingestion.Tables.EVENT;
import static app.schema.ingestion.Tables.HEAD;
import static app.schema.ingestion.Tables.REJECTION;
import static app.schema.ingestion.Tables.STREAM;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import app.atelier.ingestion.RawEvent;
import app.atelier.ingestion.RawLog;
import app.atelier.ingestion.streams.Judgement.Fit;
import app.atelier.ingestion.streams.Judgement.Unfit;
import app.atelier.platform.db.Tx;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of the raw log. */
@Component
class StreamStore {

    /** Of each stream; older ones make room. */
    static final int KEPT_REJECTIONS = 1_000;

    private final JsonMapper json;

    StreamStore(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param events accepted so far
     * @param lastAt when the last batch came
     */
    record Stream(String name, long events, long rejected, @Nullable Instant lastAt) {
    }

    record Rejection(long seq, Instant receivedAt, @Nullable String id, @Nullable String type, String reason, String excerpt) {
    }

    /** Makes the stream when it is new; false when there are {@code most} others already. */
    boolean open(Tx tx, String name, Instant now, int most) {
        var known = tx.sql().update(STREAM).set(STREAM.LAST_AT, now)
                .where(STREAM.ORGANIZATION_ID.eq(tx.organization()), STREAM.NAME.eq(name)).execute();
        if (known == 1) {
            return true;
        }
        if (tx.sql().fetchCount(STREAM, STREAM.ORGANIZATION_ID.eq(tx.organization())) >= most) {
            return false;
        }
        tx.sql().insertInto(STREAM, STREAM.ORGANIZATION_ID, STREAM.NAME, STREAM.LAST_AT)
                .values(tx.organization(), name, now)
                .onConflict(STREAM.ORGANIZATION_ID, STREAM.NAME).doUpdate().set(STREAM.LAST_AT, now)
                .execute();
        return true;
    }

    /** Keeps those that are not there yet, in one statement; returns their ids. */
    List<String> append(Tx tx, String stream, Collection<Fit> events) {
        var taken = DSL.function(DSL.name("ingestion", "append"), String[].class, DSL.val(tx.organization()),
                DSL.val(stream), DSL.val(JSONB.valueOf(json.writeValueAsString(events))));
        return List.of(Objects.requireNonNull(tx.sql().select(taken).fetchSingle().value1()));
    }

    void reject(Tx tx, String stream, List<Unfit> events) {
        if (events.isEmpty()) {
            return;
        }
        long last = Objects.requireNonNull(tx.sql().update(STREAM).set(STREAM.REJECTED, STREAM.REJECTED.plus(events.size()))
                .where(STREAM.ORGANIZATION_ID.eq(tx.organization()), STREAM.NAME.eq(stream))
                .returningResult(STREAM.REJECTED).fetchSingle().value1());
        var insert = tx.sql().insertInto(REJECTION, REJECTION.ORGANIZATION_ID, REJECTION.STREAM, REJECTION.SEQ,
                REJECTION.EVENT_ID, REJECTION.TYPE, REJECTION.REASON, REJECTION.EXCERPT);
        var seq = last - events.size();
        for (var event : events) {
            insert = insert.values(tx.organization(), stream, ++seq, event.id(), event.type(), event.reason(), event.excerpt());
        }
        insert.execute();
        tx.sql().deleteFrom(REJECTION).where(REJECTION.ORGANIZATION_ID.eq(tx.organization()), REJECTION.STREAM.eq(stream),
                REJECTION.SEQ.le(last - KEPT_REJECTIONS)).execute();
    }

    List<Stream> all(Tx tx) {
        Field<Long> events = DSL.coalesce(HEAD.SEQ, DSL.inline(0L));
        return tx.sql().select(STREAM.NAME, events, STREAM.REJECTED, STREAM.LAST_AT)
                .from(STREAM)
                .leftJoin(HEAD).on(HEAD.ORGANIZATION_ID.eq(STREAM.ORGANIZATION_ID), HEAD.STREAM.eq(STREAM.NAME))
                .where(STREAM.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(STREAM.NAME)
                .fetch(row -> new Stream(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    List<Rejection> rejected(Tx tx, String stream, long before, int limit) {
        return tx.sql().selectFrom(REJECTION)
                .where(REJECTION.ORGANIZATION_ID.eq(tx.organization()), REJECTION.STREAM.eq(stream), REJECTION.SEQ.lt(before))
                .orderBy(REJECTION.SEQ.desc()).limit(limit)
                .fetch(r -> new Rejection(r.getSeq(), r.getReceivedAt(), r.getEventId(), r.getType(), r.getReason(), r.getExcerpt()));
    }

    /** Positions of every organization, in a shared transaction. */
    List<RawLog.Head> heads(Tx tx) {
        return tx.sql().selectFrom(HEAD).fetch(r -> new RawLog.Head(r.getOrganizationId(), r.getStream(), r.getSeq()));
    }

    List<RawLog.Head> headsOfOne(Tx tx) {
        return tx.sql().selectFrom(HEAD).where(HEAD.ORGANIZATION_ID.eq(tx.organization())).orderBy(HEAD.STREAM)
                .fetch(r -> new RawLog.Head(r.getOrganizationId(), r.getStream(), r.getSeq()));
    }

    List<RawEvent> after(Tx tx, String stream, long seq, int limit) {
        return tx.sql().selectFrom(EVENT)
                .where(EVENT.ORGANIZATION_ID.eq(tx.organization()), EVENT.STREAM.eq(stream), EVENT.SEQ.gt(seq))
                .orderBy(EVENT.SEQ).limit(limit)
                .fetch(r -> new RawEvent(stream, r.getSeq(), r.getEventId(), r.getType(), r.getAt(),
                        json.readTree(r.getData().data())));
    }
}
