package app.atelier.gateway.idempotency;

import static app.schema.gateway.Tables.IDEMPOTENCY_KEY;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import app.atelier.platform.db.Db;
import app.atelier.platform.secrets.SecretBox;
import app.schema.gateway.tables.records.IdempotencyKeyRecord;
import org.jspecify.annotations.Nullable;

/** Keys and the answers they stand for, kept sealed for 24 hours. */
public final class IdempotencyStore {

    private static final Duration KEPT = Duration.ofHours(24);
    /** A request that has not answered by then died with its server; its key may be used again. */
    private static final Duration ABANDONED = Duration.ofSeconds(60);

    /** Stands before what is sealed; answers from before they were begin with a character. */
    private static final byte SEALED = 0;

    private final Db db;
    private final SecretBox secrets;

    public IdempotencyStore(Db db, SecretBox secrets) {
        this.db = db;
        this.secrets = secrets;
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
                .where(IDEMPOTENCY_KEY.SCOPE.eq(scope), IDEMPOTENCY_KEY.KEY.eq(key)).fetchOptional());
    }

    void keep(String scope, String key, byte[] fingerprint, Answer answer) {
        db.shared(tx -> tx.sql().update(IDEMPOTENCY_KEY)
                .set(IDEMPOTENCY_KEY.FINGERPRINT, fingerprint)
                .set(IDEMPOTENCY_KEY.STATUS, answer.status())
                .set(IDEMPOTENCY_KEY.CONTENT_TYPE, answer.contentType())
                .set(IDEMPOTENCY_KEY.LOCATION, answer.location())
                .set(IDEMPOTENCY_KEY.ETAG, answer.etag())
                .set(IDEMPOTENCY_KEY.BODY, sealed(scope, key, answer.body()))
                .where(IDEMPOTENCY_KEY.SCOPE.eq(scope), IDEMPOTENCY_KEY.KEY.eq(key)).execute());
    }

    private byte[] sealed(String scope, String key, byte[] body) {
        var sealed = secrets.seal(body, context(scope, key));
        return ByteBuffer.allocate(1 + sealed.length).put(SEALED).put(sealed).array();
    }

    /** The body of a kept answer, as it was. */
    byte[] body(IdempotencyKeyRecord answer) {
        var kept = answer.getBody();
        return kept.length == 0 || kept[0] != SEALED ? kept
                : secrets.open(Arrays.copyOfRange(kept, 1, kept.length), context(answer.getScope(), answer.getKey()));
    }

    private static String context(String scope, String key) {
        return "gateway.idempotency_key/" + scope + "/" + key;
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
