package app.atelier.platform.secrets;

import static app.schema.platform.Tables.DATA_KEY;
import static app.schema.platform.Tables.RESEALED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.DataKeys.Wrapped;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Data keys, and how far sealing anew has come, in the database. */
final class DataKeyStore {

    private static final long LOCK = 0x4154_444b;

    List<Wrapped> all(Tx tx) {
        return tx.sql().selectFrom(DATA_KEY).orderBy(DATA_KEY.CREATED_AT, DATA_KEY.ID).fetch(row ->
                new Wrapped(row.getId(), row.getWrapped(), row.getProvider(), row.getCreatedAt(), row.getRetiredAt()));
    }

    /** Two instances that start at once must agree on one key. */
    void lock(Tx tx) {
        tx.sql().select(DSL.function("pg_advisory_xact_lock", Object.class, DSL.inline(LOCK))).fetch();
    }

    void insert(Tx tx, Wrapped key) {
        tx.sql().insertInto(DATA_KEY).set(DATA_KEY.ID, key.id()).set(DATA_KEY.WRAPPED, key.wrapped())
                .set(DATA_KEY.PROVIDER, key.provider()).execute();
    }

    /** Retires what is older than the current key, once every place is sealed with it; returns how many that were. */
    int retire(Tx tx, UUID current) {
        return tx.sql().update(DATA_KEY).set(DATA_KEY.RETIRED_AT, now())
                .where(DATA_KEY.RETIRED_AT.isNull(), DATA_KEY.ID.ne(current),
                        DATA_KEY.CREATED_AT.le(DSL.select(DATA_KEY.as("c").CREATED_AT).from(DATA_KEY.as("c")).where(DATA_KEY.as("c").ID.eq(current))),
                        DSL.notExists(DSL.selectOne().from(RESEALED).where(RESEALED.KEY_ID.isDistinctFrom(current)))).execute();
    }

    /** How far a place is. */
    record Place(String name, @Nullable UUID key, long changed, @Nullable Instant doneAt) {
    }

    void know(Tx tx, Sealed sealed) {
        tx.sql().insertInto(RESEALED).set(RESEALED.PLACE, sealed.place()).onConflictDoNothing().execute();
    }

    List<Place> places(Tx tx) {
        // Not until when it is taken: that may be never, which no Instant is.
        return tx.sql().select(RESEALED.PLACE, RESEALED.KEY_ID, RESEALED.CHANGED, RESEALED.DONE_AT).from(RESEALED).orderBy(RESEALED.PLACE)
                .fetch(row -> new Place(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /** Takes a place that is not sealed with this key yet, for so long; false when it is, or another is at it. */
    boolean take(Tx tx, Sealed sealed, UUID current, Duration lease) {
        return tx.sql().update(RESEALED).set(RESEALED.BUSY_UNTIL, until(lease))
                .where(RESEALED.PLACE.eq(sealed.place()), RESEALED.KEY_ID.isDistinctFrom(current), RESEALED.BUSY_UNTIL.lt(now())).execute() == 1;
    }

    void advance(Tx tx, Sealed sealed, int changed, Duration lease) {
        tx.sql().update(RESEALED).set(RESEALED.CHANGED, RESEALED.CHANGED.plus(changed))
                .set(RESEALED.BUSY_UNTIL, until(lease))
                .where(RESEALED.PLACE.eq(sealed.place())).execute();
    }

    void done(Tx tx, Sealed sealed, UUID current) {
        tx.sql().update(RESEALED).set(RESEALED.KEY_ID, current).set(RESEALED.DONE_AT, now()).set(RESEALED.BUSY_UNTIL, now())
                .where(RESEALED.PLACE.eq(sealed.place())).execute();
    }

    /** How old a key is, by the database's clock, which all processes share. */
    Duration age(Tx tx, UUID key) {
        var seconds = tx.sql().select(DSL.field("extract(epoch from now() - {0})", Double.class, DATA_KEY.CREATED_AT)).from(DATA_KEY)
                .where(DATA_KEY.ID.eq(key)).fetchOne(0, Double.class);
        return Duration.ofMillis((long) (Objects.requireNonNullElse(seconds, 0.0) * 1_000));
    }

    private static Field<Instant> until(Duration lease) {
        return DSL.field("now() + {0} * interval '1 second'", Instant.class, DSL.val(lease.toSeconds()));
    }

    private static Field<Instant> now() {
        return DSL.field("now()", Instant.class);
    }
}
