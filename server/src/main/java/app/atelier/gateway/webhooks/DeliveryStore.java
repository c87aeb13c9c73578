package app.atelier.gateway.webhooks;

import static app.schema.gateway.Tables.WEBHOOK_DELIVERY;
import static app.schema.gateway.Tables.WEBHOOK_QUEUE;
import static app.schema.gateway.Tables.WEBHOOK_SWEEP;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.gateway.tables.records.WebhookDeliveryRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deliveries, and the courier's queue of them, in the database. */
@Component
class DeliveryStore {

    static final Duration KEPT = Duration.ofDays(30);
    static final int LONGEST_ANSWER = 1_024;
    private static final int LONGEST_ERROR = 500;

    /** Where a page of the log ended. */
    record Place(Instant createdAt, UUID id) {
    }

    /** What the courier has to do. */
    record Due(UUID organization, UUID delivery, UUID webhook) {
    }

    /** A delivery with the moment its three days began. */
    record Queued(Delivery delivery, Instant queuedAt) {
    }

    /** What an attempt came to. */
    record Outcome(@Nullable Integer status, @Nullable String answer, @Nullable String error, int millis, Instant at) {

        boolean arrived() {
            return status != null && status / 100 == 2;
        }
    }

    /** Writes one down and queues it; not again what was written down before. */
    void insert(Tx tx, UUID id, UUID webhook, @Nullable Long seq, String type, String payload, Instant now) {
        var inserted = tx.sql().insertInto(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.ORGANIZATION_ID, tx.organization())
                .set(WEBHOOK_DELIVERY.ID, id)
                .set(WEBHOOK_DELIVERY.WEBHOOK_ID, webhook)
                .set(WEBHOOK_DELIVERY.SEQ, seq)
                .set(WEBHOOK_DELIVERY.TYPE, type)
                .set(WEBHOOK_DELIVERY.PAYLOAD, payload)
                .set(WEBHOOK_DELIVERY.STATE, Delivery.State.QUEUED.word())
                .set(WEBHOOK_DELIVERY.QUEUED_AT, now)
                .set(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT, now)
                .set(WEBHOOK_DELIVERY.CREATED_AT, now)
                .onConflictDoNothing().execute();
        if (inserted == 1) {
            queue(tx, id, webhook, now);
            tx.sql().insertInto(WEBHOOK_SWEEP).set(WEBHOOK_SWEEP.ORGANIZATION_ID, tx.organization())
                    .set(WEBHOOK_SWEEP.DUE_AT, now.plus(KEPT)).onConflictDoNothing().execute();
        }
    }

    private static void queue(Tx tx, UUID id, UUID webhook, Instant due) {
        tx.sql().insertInto(WEBHOOK_QUEUE)
                .set(WEBHOOK_QUEUE.ORGANIZATION_ID, tx.organization())
                .set(WEBHOOK_QUEUE.DELIVERY_ID, id)
                .set(WEBHOOK_QUEUE.WEBHOOK_ID, webhook)
                .set(WEBHOOK_QUEUE.DUE_AT, due)
                .onConflict(WEBHOOK_QUEUE.ORGANIZATION_ID, WEBHOOK_QUEUE.DELIVERY_ID).doUpdate()
                .set(WEBHOOK_QUEUE.DUE_AT, due).execute();
    }

    Optional<Queued> find(Tx tx, UUID webhook, UUID id) {
        return tx.sql().selectFrom(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK_DELIVERY.ID.eq(id), WEBHOOK_DELIVERY.WEBHOOK_ID.eq(webhook))
                .fetchOptional(row -> new Queued(delivery(row), row.getQueuedAt()));
    }

    /** Newest first. */
    List<Delivery> log(Tx tx, UUID webhook, Delivery.@Nullable State state, @Nullable Place before, int limit) {
        return tx.sql().selectFrom(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK_DELIVERY.WEBHOOK_ID.eq(webhook),
                        state == null ? DSL.noCondition() : WEBHOOK_DELIVERY.STATE.eq(state.word()),
                        before == null ? DSL.noCondition() : row(WEBHOOK_DELIVERY.CREATED_AT, WEBHOOK_DELIVERY.ID)
                                .lt(row(val(before.createdAt()), val(before.id()))))
                .orderBy(WEBHOOK_DELIVERY.CREATED_AT.desc(), WEBHOOK_DELIVERY.ID.desc()).limit(limit).fetch(DeliveryStore::delivery);
    }

    /** Has it sent again from the beginning. */
    void again(Tx tx, Delivery delivery, Instant now) {
        tx.sql().update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, Delivery.State.QUEUED.word())
                .set(WEBHOOK_DELIVERY.ATTEMPTS, 0)
                .set(WEBHOOK_DELIVERY.QUEUED_AT, now)
                .set(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT, now)
                .where(WEBHOOK_DELIVERY.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK_DELIVERY.ID.eq(delivery.id())).execute();
        queue(tx, delivery.id(), delivery.webhookId(), now);
    }

    /**
     * Takes what is due, for so long; another courier takes it again when this one dies over it. Of each webhook only
     * a few, so that one to which much is due leaves room for the others.
     *
     * @param busy webhooks to which something is under way
     */
    List<Due> take(Tx tx, Collection<UUID> busy, int most, int mostOfOne, Instant now, Duration lease) {
        var place = DSL.rowNumber().over().partitionBy(WEBHOOK_QUEUE.WEBHOOK_ID).orderBy(WEBHOOK_QUEUE.DUE_AT, WEBHOOK_QUEUE.DELIVERY_ID).as("place");
        var first = DSL.select(WEBHOOK_QUEUE.ORGANIZATION_ID, WEBHOOK_QUEUE.DELIVERY_ID, place).from(WEBHOOK_QUEUE)
                .where(WEBHOOK_QUEUE.DUE_AT.le(now), busy.isEmpty() ? DSL.noCondition() : WEBHOOK_QUEUE.WEBHOOK_ID.notIn(busy)).asTable("first");
        var due = tx.sql().select(WEBHOOK_QUEUE.ORGANIZATION_ID, WEBHOOK_QUEUE.DELIVERY_ID, WEBHOOK_QUEUE.WEBHOOK_ID).from(WEBHOOK_QUEUE)
                .where(row(WEBHOOK_QUEUE.ORGANIZATION_ID, WEBHOOK_QUEUE.DELIVERY_ID).in(
                        DSL.select(first.field(WEBHOOK_QUEUE.ORGANIZATION_ID), first.field(WEBHOOK_QUEUE.DELIVERY_ID)).from(first)
                                .where(DSL.field(DSL.name("first", "place"), Integer.class).le(mostOfOne))),
                        // Asked again under the lock: another may have taken it since.
                        WEBHOOK_QUEUE.DUE_AT.le(now))
                .orderBy(WEBHOOK_QUEUE.DUE_AT).limit(most).forUpdate().skipLocked()
                .fetch(row -> new Due(row.value1(), row.value2(), row.value3()));
        due.forEach(one -> later(tx, one, now.plus(lease)));
        return due;
    }

    private static void later(Tx tx, Due due, Instant when) {
        tx.sql().update(WEBHOOK_QUEUE).set(WEBHOOK_QUEUE.DUE_AT, when)
                .where(WEBHOOK_QUEUE.ORGANIZATION_ID.eq(due.organization()), WEBHOOK_QUEUE.DELIVERY_ID.eq(due.delivery())).execute();
    }

    void unqueue(Tx tx, Due due) {
        tx.sql().deleteFrom(WEBHOOK_QUEUE)
                .where(WEBHOOK_QUEUE.ORGANIZATION_ID.eq(due.organization()), WEBHOOK_QUEUE.DELIVERY_ID.eq(due.delivery())).execute();
    }

    /** Writes an attempt down. */
    void attempted(Tx tx, Due due, int attempts, Outcome outcome, Delivery.State state, @Nullable Instant next) {
        tx.sql().update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, state.word())
                .set(WEBHOOK_DELIVERY.ATTEMPTS, attempts)
                .set(WEBHOOK_DELIVERY.STATUS, outcome.status())
                .set(WEBHOOK_DELIVERY.ANSWER, cut(outcome.answer(), LONGEST_ANSWER))
                .set(WEBHOOK_DELIVERY.ERROR, cut(outcome.error(), LONGEST_ERROR))
                .set(WEBHOOK_DELIVERY.DURATION_MILLIS, outcome.millis())
                .set(WEBHOOK_DELIVERY.ATTEMPTED_AT, outcome.at())
                .set(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT, next)
                .where(WEBHOOK_DELIVERY.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK_DELIVERY.ID.eq(due.delivery())).execute();
        if (next == null) {
            unqueue(tx, due);
        } else {
            later(tx, due, next);
        }
    }

    /** Gives up on all that waits for a webhook. */
    void giveUp(Tx tx, UUID webhook, String reason) {
        tx.sql().update(WEBHOOK_DELIVERY).set(WEBHOOK_DELIVERY.STATE, Delivery.State.FAILED.word())
                .set(WEBHOOK_DELIVERY.ERROR, DSL.coalesce(WEBHOOK_DELIVERY.ERROR, val(reason))).setNull(WEBHOOK_DELIVERY.NEXT_ATTEMPT_AT)
                .where(WEBHOOK_DELIVERY.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK_DELIVERY.WEBHOOK_ID.eq(webhook),
                        WEBHOOK_DELIVERY.STATE.eq(Delivery.State.QUEUED.word())).execute();
        tx.sql().deleteFrom(WEBHOOK_QUEUE).where(WEBHOOK_QUEUE.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK_QUEUE.WEBHOOK_ID.eq(webhook)).execute();
    }

    /** What waits, of all organizations: how much, and since when the oldest is due. */
    Waiting waiting(Tx tx) {
        return tx.sql().select(DSL.count(), DSL.min(WEBHOOK_QUEUE.DUE_AT)).from(WEBHOOK_QUEUE)
                .fetchSingle(row -> new Waiting(row.value1(), row.value2()));
    }

    record Waiting(int messages, @Nullable Instant due) {
    }

    /** Organizations whose log may hold what is too old. */
    List<UUID> toSweep(Tx tx, Instant now, int most) {
        return tx.sql().select(WEBHOOK_SWEEP.ORGANIZATION_ID).from(WEBHOOK_SWEEP).where(WEBHOOK_SWEEP.DUE_AT.le(now))
                .orderBy(WEBHOOK_SWEEP.DUE_AT).limit(most).fetch(WEBHOOK_SWEEP.ORGANIZATION_ID);
    }

    /** Forgets what is older than 30 days, and plans the next time; returns how much that was. */
    int sweep(Tx tx, Instant now) {
        var swept = tx.sql().deleteFrom(WEBHOOK_DELIVERY).where(WEBHOOK_DELIVERY.ORGANIZATION_ID.eq(tx.organization()),
                WEBHOOK_DELIVERY.CREATED_AT.lt(now.minus(KEPT)), WEBHOOK_DELIVERY.STATE.ne(Delivery.State.QUEUED.word())).execute();
        var oldest = tx.sql().select(DSL.min(WEBHOOK_DELIVERY.CREATED_AT)).from(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.ORGANIZATION_ID.eq(tx.organization())).fetchOne(0, Instant.class);
        var mine = WEBHOOK_SWEEP.ORGANIZATION_ID.eq(tx.organization());
        if (oldest == null) {
            tx.sql().deleteFrom(WEBHOOK_SWEEP).where(mine).execute();
        } else {
            var next = oldest.plus(KEPT);
            tx.sql().update(WEBHOOK_SWEEP).set(WEBHOOK_SWEEP.DUE_AT, next.isAfter(now) ? next : now.plus(Duration.ofHours(1))).where(mine).execute();
        }
        return swept;
    }

    private static @Nullable String cut(@Nullable String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most);
    }

    private static Delivery delivery(WebhookDeliveryRecord row) {
        return new Delivery(row.getId(), row.getWebhookId(), row.getSeq(), row.getType(), row.getPayload(), Delivery.State.of(row.getState()),
                row.getAttempts(), row.getStatus(), row.getAnswer(), row.getError(), row.getDurationMillis(), row.getAttemptedAt(),
                row.getNextAttemptAt(), row.getCreatedAt());
    }
}
