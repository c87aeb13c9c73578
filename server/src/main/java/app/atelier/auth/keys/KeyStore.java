package app.atelier.auth.keys;

import static app.schema.auth.Tables.SIGNING_KEY;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Collection;

import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.SecretBox;
import app.schema.auth.tables.records.SigningKeyRecord;
import com.nimbusds.jose.jwk.ECKey;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Signing keys in the database, their private halves sealed. */
@Component
class KeyStore {

    private static final long LOCK = 0x4154_4b45;

    private final SecretBox box;

    KeyStore(SecretBox box) {
        this.box = box;
    }

    /** Two instances must not both make the next key. */
    void lock(Tx tx) {
        tx.sql().select(DSL.function("pg_advisory_xact_lock", Object.class, DSL.inline(LOCK))).fetch();
    }

    KeyRing ring(Tx tx) {
        return new KeyRing(tx.sql().selectFrom(SIGNING_KEY).where(SIGNING_KEY.RETIRED_AT.isNull()).fetch(this::key));
    }

    void insert(Tx tx, KeyRing.Key key) {
        tx.sql().insertInto(SIGNING_KEY)
                .set(SIGNING_KEY.ID, key.id())
                .set(SIGNING_KEY.PUBLIC_JWK, key.pair().toPublicJWK().toJSONString())
                .set(SIGNING_KEY.PRIVATE_JWK, box.seal(key.pair().toJSONString().getBytes(StandardCharsets.UTF_8), context(key.id())))
                .set(SIGNING_KEY.SIGNS_FROM, key.signsFrom())
                .execute();
    }

    void delete(Tx tx, Collection<KeyRing.Key> keys) {
        tx.sql().deleteFrom(SIGNING_KEY).where(SIGNING_KEY.ID.in(keys.stream().map(KeyRing.Key::id).toList())).execute();
    }

    private KeyRing.Key key(SigningKeyRecord row) {
        try {
            var pair = ECKey.parse(new String(box.open(row.getPrivateJwk(), context(row.getId())), StandardCharsets.UTF_8));
            return new KeyRing.Key(pair, row.getSignsFrom());
        } catch (ParseException e) {
            throw new IllegalStateException("The signing key " + row.getId() + " is damaged", e);
        }
    }

    private static String context(String id) {
        return "auth.signing_key/" + id;
    }
}
