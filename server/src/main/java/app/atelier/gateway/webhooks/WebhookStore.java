package app.atelier.gateway.webhooks;

import static app.schema.gateway.Tables.FOLLOWER_CURSOR;
import static app.schema.gateway.Tables.WEBHOOK;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.gateway.tables.records.WebhookRecord;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Webhooks in the database. */
@Component
class WebhookStore {

    /** For so long the secret before signs, too. */
    static final Duration OVERLAP = Duration.ofDays(1);

    List<Webhook> all(Tx tx) {
        return tx.sql().selectFrom(WEBHOOK).where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(WEBHOOK.CREATED_AT, WEBHOOK.ID).fetch(WebhookStore::webhook);
    }

    List<Webhook> enabled(Tx tx) {
        return tx.sql().selectFrom(WEBHOOK).where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ENABLED.isTrue()).fetch(WebhookStore::webhook);
    }

    boolean hasEnabled(Tx tx) {
        return tx.sql().fetchExists(WEBHOOK, WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ENABLED.isTrue());
    }

    Optional<Webhook> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(WEBHOOK).where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ID.eq(id))
                .fetchOptional(WebhookStore::webhook);
    }

    /** Locked until the transaction ends. */
    Optional<Webhook> lock(Tx tx, UUID id) {
        return tx.sql().selectFrom(WEBHOOK).where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ID.eq(id))
                .forNoKeyUpdate().fetchOptional(WebhookStore::webhook);
    }

    /** Makes those who add one wait for each other, until the transaction ends. */
    void lockAll(Tx tx) {
        tx.sql().select(DSL.function("pg_advisory_xact_lock", Object.class,
                DSL.val(tx.organization().getLeastSignificantBits()))).fetch();
    }

    void insert(Tx tx, Webhook webhook, byte[] sealedSecret) {
        tx.sql().insertInto(WEBHOOK)
                .set(WEBHOOK.ORGANIZATION_ID, tx.organization())
                .set(WEBHOOK.ID, webhook.id())
                .set(WEBHOOK.URL, webhook.url())
                .set(WEBHOOK.DESCRIPTION, webhook.description())
                .set(WEBHOOK.TYPES, webhook.types().toArray(String[]::new))
                .set(WEBHOOK.ENABLED, webhook.enabled())
                .set(WEBHOOK.SECRET_SEALED, sealedSecret)
                .set(WEBHOOK.CREATED_BY, webhook.createdBy())
                .set(WEBHOOK.CREATED_AT, webhook.createdAt())
                .execute();
    }

    /** Enabling it anew forgets what was wrong before. */
    void update(Tx tx, UUID id, WebhookEdit edit, boolean enabledAnew) {
        var update = tx.sql().update(WEBHOOK)
                .set(WEBHOOK.URL, edit.url())
                .set(WEBHOOK.DESCRIPTION, edit.description())
                .set(WEBHOOK.TYPES, edit.types().toArray(String[]::new))
                .set(WEBHOOK.ENABLED, edit.enabled())
                .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1));
        (enabledAnew ? update.setNull(WEBHOOK.DISABLED_REASON).setNull(WEBHOOK.FAILING_SINCE) : update)
                .where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ID.eq(id)).execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(WEBHOOK).where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ID.eq(id)).execute();
    }

    void replaceSecret(Tx tx, UUID id, byte[] sealed, Instant now) {
        tx.sql().update(WEBHOOK)
                .set(WEBHOOK.FORMER_SEALED, WEBHOOK.SECRET_SEALED).set(WEBHOOK.FORMER_UNTIL, now.plus(OVERLAP))
                .set(WEBHOOK.SECRET_SEALED, sealed)
                .where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ID.eq(id)).execute();
    }

    /** The sealed secrets that sign now, the newest first. */
    List<byte[]> secrets(Tx tx, UUID id, Instant now) {
        var row = tx.sql().selectFrom(WEBHOOK).where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ID.eq(id)).fetchSingle();
        var secrets = new ArrayList<byte[]>();
        secrets.add(row.getSecretSealed());
        if (row.getFormerSealed() != null && row.getFormerUntil() != null && row.getFormerUntil().isAfter(now)) {
            secrets.add(row.getFormerSealed());
        }
        return secrets;
    }

    void succeeded(Tx tx, UUID id, Instant at) {
        tx.sql().update(WEBHOOK).set(WEBHOOK.LAST_SUCCESS_AT, at).setNull(WEBHOOK.FAILING_SINCE)
                .where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ID.eq(id)).execute();
    }

    /** @param since from when on it counts as failing, when it did not fail before */
    void failed(Tx tx, UUID id, Instant since, Instant at) {
        tx.sql().update(WEBHOOK).set(WEBHOOK.LAST_FAILURE_AT, at)
                .set(WEBHOOK.FAILING_SINCE, DSL.coalesce(WEBHOOK.FAILING_SINCE, DSL.val(since)))
                .where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ID.eq(id)).execute();
    }

    void disable(Tx tx, UUID id, String reason) {
        tx.sql().update(WEBHOOK).set(WEBHOOK.ENABLED, false).set(WEBHOOK.DISABLED_REASON, reason)
                .set(WEBHOOK.VERSION, WEBHOOK.VERSION.plus(1))
                .where(WEBHOOK.ORGANIZATION_ID.eq(tx.organization()), WEBHOOK.ID.eq(id)).execute();
    }

    /** Passes over what happened before: while nobody was to be told, the follower stood still. */
    void beginAt(Tx tx, String follower, long seq) {
        tx.sql().insertInto(FOLLOWER_CURSOR, FOLLOWER_CURSOR.ORGANIZATION_ID, FOLLOWER_CURSOR.FOLLOWER, FOLLOWER_CURSOR.SEQ)
                .values(tx.organization(), follower, seq)
                .onConflict(FOLLOWER_CURSOR.ORGANIZATION_ID, FOLLOWER_CURSOR.FOLLOWER).doUpdate()
                .set(FOLLOWER_CURSOR.SEQ, DSL.greatest(FOLLOWER_CURSOR.SEQ, DSL.val(seq))).execute();
    }

    private static Webhook webhook(WebhookRecord row) {
        return new Webhook(row.getId(), row.getUrl(), row.getDescription(), List.of(row.getTypes()), row.getEnabled(),
                row.getDisabledReason(), row.getFailingSince(), row.getLastSuccessAt(), row.getLastFailureAt(),
                row.getCreatedBy(), row.getCreatedAt(), row.getVersion());
    }
}
