package app.atelier.auth.passkeys;

import static app.schema.auth.Tables.PASSKEY;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.auth.tables.records.PasskeyRecord;
import org.springframework.stereotype.Component;

/** Registered keys in the database; all that is kept of them is public. */
@Component
class PasskeyStore {

    /** A key with what verifies its answers. */
    record Kept(UUID id, UUID person, byte[] credential, long counter, boolean backedUp) {
    }

    List<Passkey> of(Tx tx, UUID person) {
        return tx.sql().selectFrom(PASSKEY).where(PASSKEY.PERSON_ID.eq(person)).orderBy(PASSKEY.CREATED_AT, PASSKEY.ID)
                .fetch(PasskeyStore::passkey);
    }

    Optional<Passkey> find(Tx tx, UUID person, UUID id) {
        return tx.sql().selectFrom(PASSKEY).where(PASSKEY.PERSON_ID.eq(person), PASSKEY.ID.eq(id))
                .fetchOptional(PasskeyStore::passkey);
    }

    int count(Tx tx, UUID person) {
        return tx.sql().fetchCount(PASSKEY, PASSKEY.PERSON_ID.eq(person));
    }

    List<byte[]> credentialIds(Tx tx, UUID person) {
        return tx.sql().select(PASSKEY.CREDENTIAL_ID).from(PASSKEY).where(PASSKEY.PERSON_ID.eq(person)).fetch(PASSKEY.CREDENTIAL_ID);
    }

    /** False when this credential is registered already. */
    boolean insert(Tx tx, UUID id, UUID person, String name, WebAuthn.Made made, Instant now) {
        return tx.sql().insertInto(PASSKEY)
                .set(PASSKEY.ID, id)
                .set(PASSKEY.PERSON_ID, person)
                .set(PASSKEY.NAME, name)
                .set(PASSKEY.CREDENTIAL_ID, made.credentialId())
                .set(PASSKEY.CREDENTIAL, made.credential())
                .set(PASSKEY.COUNTER, made.counter())
                .set(PASSKEY.BACKED_UP, made.backedUp())
                .set(PASSKEY.CREATED_AT, now)
                .onConflictDoNothing().execute() == 1;
    }

    /** The key, locked: of two answers that come at once, the second sees the count of the first. */
    Optional<Kept> lock(Tx tx, byte[] credentialId) {
        return tx.sql().selectFrom(PASSKEY).where(PASSKEY.CREDENTIAL_ID.eq(credentialId)).forUpdate()
                .fetchOptional(row -> new Kept(row.getId(), row.getPersonId(), row.getCredential(), row.getCounter(), row.getBackedUp()));
    }

    void used(Tx tx, UUID id, WebAuthn.Used used) {
        tx.sql().update(PASSKEY).set(PASSKEY.COUNTER, used.counter()).set(PASSKEY.BACKED_UP, used.backedUp())
                .set(PASSKEY.USED_AT, Instant.now()).where(PASSKEY.ID.eq(id)).execute();
    }

    void rename(Tx tx, UUID id, String name) {
        tx.sql().update(PASSKEY).set(PASSKEY.NAME, name).where(PASSKEY.ID.eq(id)).execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(PASSKEY).where(PASSKEY.ID.eq(id)).execute();
    }

    private static Passkey passkey(PasskeyRecord row) {
        return new Passkey(row.getId(), row.getName(), row.getBackedUp(), row.getCreatedAt(), row.getUsedAt());
    }
}
