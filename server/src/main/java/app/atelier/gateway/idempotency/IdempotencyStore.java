package app.atelier.gateway.idempotency;

import static app.schema.gateway.Tables.IDEMPOTENCY_KEY;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import app.atelier.platform.db.Db;
import app.atelier.platform.secrets.SecretBox;
import app.schema.gateway.tables.records.IdempotencyKeyRecord;
import org.jspecify.annotations.Nullable;

/** Keys and the answers they stand for, kept for 24 hours. */
public final class IdempotencyStore {

    private static final Duration KEPT = Duration.ofHours(24);
    /** A request that has not answered by then died with its server; its key may be used again. */
    private static final Duration ABANDONED = Duration.ofSeconds(60);

    private final Db db;
    private final SecretBox box;

    public IdempotencyStore(Db db, SecretBox box) {
        this.db = db;
        this.box = box;
    }

    /** An answer to keep. */
    record Answer(int status, @Nullable String contentType, @Nullable String location, @Nullable String etag, byte[] body) {
    }

    /** True when the key is new, or abandoned, and now belongs to this request. */
    boolean claim(String scope, String key) {
        return db.shared(tx -> {
            var now = Instant.now();
            tx.sql().deleteFrom(IDEMPOTENCY_KEY).where(IDEMPOTENCY_KEY.SCOPE.eq(scope), IDEMPOTENCY_KEY.KEY.eq(key),
                    IDEMPOTENCY_KEY.CREATED_AT.lt(now.minus(KEPT))
                            .or(IDEMPOTENCY_KEY.STATUS.isNull().and(IDEMPOTENCY_KEY.CREATED_AT.lt(now.minus(ABANDONED)))))
                    .execute();
            return tx.sql().insertInto(IDEMPOTENCY_KEY)
                    .set(IDEMPOTENCY_KEY.SCOPE, scope)
                    .set(IDEMPOTENCY_KEY.KEY, key)
                    .set(IDEMPOTENCY_KEY.FINGERPRINT, new byte[0])
                    .onConflictDoNothing().execute() == 1;
        });
    }

    Optional<IdempotencyKeyRecord> find(String scope, String key) {
        return db.shared(tx -> tx.sql().selectFrom(IDEMPOTENCY_KEY)
                .where(IDEMPOTENCY_KEY.SCOPE.eq(scope), IDEMPOTENCY_KEY.KEY.eq(key)).fetchOptional()).map(row -> {
                    // What was kept before answers were sealed lies open for a day.
                    if (row.getBody() != null && SecretBox.looksSealed(row.getBody())) {
                        row.setBody(box.open(row.getBody(), context(scope, key)));
                    }
                    return row;
                });
    }

    /** Answers may show a secret, once. */
    private static String context(String scope, String key) {
        return "gateway.idempotency_key/" + scope + "/" + key;
    }

    void keep(String scope, String key, byte[] fingerprint, Answer answer) {
        db.shared(tx -> tx.sql().update(IDEMPOTENCY_KEY)
                .set(IDEMPOTENCY_KEY.FINGERPRINT, fingerprint)
                .set(IDEMPOTENCY_KEY.STATUS, answer.status())
                .set(IDEMPOTENCY_KEY.CONTENT_TYPE, answer.contentType())
                .set(IDEMPOTENCY_KEY.LOCATION, answer.location())
                .set(IDEMPOTENCY_KEY.ETAG, answer.etag())
                .set(IDEMPOTENCY_KEY.BODY, box.seal(answer.body(), context(scope, key)))
                .where(IDEMPOTENCY_KEY.SCOPE.eq(scope), IDEMPOTENCY_KEY.KEY.eq(key)).execute());
    }

    void release(String scope, String key) {
        db.shared(tx -> tx.sql().deleteFrom(IDEMPOTENCY_KEY)
                .where(IDEMPOTENCY_KEY.SCOPE.eq(scope), IDEMPOTENCY_KEY.KEY.eq(key)).execute());
    }

    /** Forgets keys older than 24 hours. */
    int clean() {
        return db.shared(tx -> tx.sql().deleteFrom(IDEMPOTENCY_KEY)
                .where(IDEMPOTENCY_KEY.CREATED_AT.lt(Instant.now().minus(KEPT))).execute());
    }
}
