package app.atelier.auth.sessions;

import static app.schema.auth.Tables.KNOWN_DEVICE;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.Tokens;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which browsers somebody signed in with before. Knowing one opens nothing; it only has its own patience with mistakes. */
@Component
class KnownDevices {

    private static final UUID NOBODY = new UUID(0, 0);

    private final Db db;

    KnownDevices(Db db) {
        this.db = db;
    }

    /** What names the device, if this person signed in with it; null otherwise. */
    @Nullable String known(@Nullable String token, @Nullable UUID person) {
        if (token == null) {
            return null;
        }
        // The same question for nobody, so that its time tells nothing.
        var known = db.shared(tx -> tx.sql().fetchExists(KNOWN_DEVICE, KNOWN_DEVICE.TOKEN_HASH.eq(Tokens.hash(token)),
                KNOWN_DEVICE.PERSON_ID.eq(person == null ? NOBODY : person)));
        return known ? token : null;
    }

    void remember(Tx tx, String token, UUID person) {
        tx.sql().insertInto(KNOWN_DEVICE)
                .set(KNOWN_DEVICE.TOKEN_HASH, Tokens.hash(token))
                .set(KNOWN_DEVICE.PERSON_ID, person)
                .set(KNOWN_DEVICE.USED_AT, Instant.now())
                .onConflict(KNOWN_DEVICE.TOKEN_HASH, KNOWN_DEVICE.PERSON_ID)
                .doUpdate().set(KNOWN_DEVICE.USED_AT, DSL.excluded(KNOWN_DEVICE.USED_AT)).execute();
    }
}
