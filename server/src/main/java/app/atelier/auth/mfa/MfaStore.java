package app.atelier.auth.mfa;

import static app.schema.auth.Tables.RECOVERY_CODE;
import static app.schema.auth.Tables.TOTP;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sealed secrets and hashed codes in the database. */
@Component
class MfaStore {

    /** @param sealed the secret; {@code confirmed} whether a code of it was seen */
    record Kept(byte[] sealed, boolean confirmed, @Nullable Long usedStep) {
    }

    Optional<Kept> totp(Tx tx, UUID person) {
        return tx.sql().selectFrom(TOTP).where(TOTP.PERSON_ID.eq(person))
                .fetchOptional(row -> new Kept(row.getSecret(), row.getConfirmedAt() != null, row.getUsedStep()));
    }

    boolean isOn(Tx tx, UUID person) {
        return tx.sql().fetchExists(TOTP, TOTP.PERSON_ID.eq(person), TOTP.CONFIRMED_AT.isNotNull());
    }

    /** Keeps a new secret in place of one that was never confirmed; false when there is a confirmed one. */
    boolean begin(Tx tx, UUID person, byte[] sealed) {
        tx.sql().deleteFrom(TOTP).where(TOTP.PERSON_ID.eq(person), TOTP.CONFIRMED_AT.isNull()).execute();
        return tx.sql().insertInto(TOTP).set(TOTP.PERSON_ID, person).set(TOTP.SECRET, sealed)
                .onConflictDoNothing().execute() == 1;
    }

    void confirm(Tx tx, UUID person) {
        tx.sql().update(TOTP).set(TOTP.CONFIRMED_AT, Instant.now()).where(TOTP.PERSON_ID.eq(person)).execute();
    }

    /** Uses up the code of a step, and with it those before; of parallel attempts one succeeds (RFC 6238 §5.2). */
    boolean use(Tx tx, UUID person, long step) {
        return tx.sql().update(TOTP).set(TOTP.USED_STEP, step)
                .where(TOTP.PERSON_ID.eq(person), TOTP.USED_STEP.isNull().or(TOTP.USED_STEP.lt(step))).execute() == 1;
    }

    /** False when there was none. */
    boolean remove(Tx tx, UUID person) {
        tx.sql().deleteFrom(RECOVERY_CODE).where(RECOVERY_CODE.PERSON_ID.eq(person)).execute();
        return tx.sql().deleteFrom(TOTP).where(TOTP.PERSON_ID.eq(person)).execute() == 1;
    }

    void replaceCodes(Tx tx, UUID person, List<byte[]> hashes) {
        tx.sql().deleteFrom(RECOVERY_CODE).where(RECOVERY_CODE.PERSON_ID.eq(person)).execute();
        hashes.forEach(hash -> tx.sql().insertInto(RECOVERY_CODE)
                .set(RECOVERY_CODE.PERSON_ID, person).set(RECOVERY_CODE.CODE_HASH, hash).execute());
    }

    /** False when there is no such code, or it was used. */
    boolean useCode(Tx tx, UUID person, byte[] hash) {
        return tx.sql().update(RECOVERY_CODE).set(RECOVERY_CODE.USED_AT, Instant.now())
                .where(RECOVERY_CODE.PERSON_ID.eq(person), RECOVERY_CODE.CODE_HASH.eq(hash), RECOVERY_CODE.USED_AT.isNull())
                .execute() == 1;
    }

    int codesLeft(Tx tx, UUID person) {
        return tx.sql().fetchCount(RECOVERY_CODE, RECOVERY_CODE.PERSON_ID.eq(person), RECOVERY_CODE.USED_AT.isNull());
    }
}
