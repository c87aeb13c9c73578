package app.atelier.auth.keys;

import static app.schema.auth.Tables.SIGNING_KEY;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Date;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.SecretBox;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The key pair that signs access tokens: ES256 (RFC 7518), made at first use, its private half sealed. */
@Component
public class SigningKeys {

    private static final long LOCK = 0x4154_4b45;
    private final ECKey key;

    SigningKeys(Db db, SecretBox box) {
        this.key = db.shared(tx -> {
            // Two instances that start at once must agree on one key.
            tx.sql().select(DSL.function("pg_advisory_xact_lock", Object.class, DSL.inline(LOCK))).fetch();
            return current(tx, box);
        });
    }

    ECKey current() {
        return key;
    }

    /** What verifies our tokens, without what signs them (RFC 7517). */
    public JWKSet published() {
        return new JWKSet(key.toPublicJWK());
    }

    /** The public half of the key with this id; null when there is none. */
    @Nullable ECKey published(String id) {
        return id.equals(key.getKeyID()) ? key.toPublicJWK() : null;
    }

    private static ECKey current(Tx tx, SecretBox box) {
        var row = tx.sql().selectFrom(SIGNING_KEY).where(SIGNING_KEY.RETIRED_AT.isNull())
                .orderBy(SIGNING_KEY.CREATED_AT.desc()).limit(1).fetchOne();
        if (row == null) {
            return make(tx, box);
        }
        try {
            return ECKey.parse(new String(box.open(row.getPrivateJwk(), context(row.getId())), StandardCharsets.UTF_8));
        } catch (ParseException e) {
            throw new IllegalStateException("The signing key " + row.getId() + " is damaged", e);
        }
    }

    private static ECKey make(Tx tx, SecretBox box) {
        try {
            var key = new ECKeyGenerator(Curve.P_256).keyID(Ids.next().toString()).keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256).issueTime(new Date()).generate();
            tx.sql().insertInto(SIGNING_KEY)
                    .set(SIGNING_KEY.ID, key.getKeyID())
                    .set(SIGNING_KEY.PUBLIC_JWK, key.toPublicJWK().toJSONString())
                    .set(SIGNING_KEY.PRIVATE_JWK, box.seal(key.toJSONString().getBytes(StandardCharsets.UTF_8), context(key.getKeyID())))
                    .execute();
            return key;
        } catch (JOSEException e) {
            throw new IllegalStateException("No signing key can be made", e);
        }
    }

    private static String context(String id) {
        return "auth.signing_key/" + id;
    }
}
