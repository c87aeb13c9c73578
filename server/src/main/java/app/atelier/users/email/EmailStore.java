package app.atelier.users.email;

import static app.schema.users.Tables.EMAIL_CONFIRMATION;
import static app.schema.users.Tables.PERSON;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.Tokens;
import org.springframework.stereotype.Component;

/** Addresses and the links that prove them in the database; of the links' secrets only the hash. */
@Component
class EmailStore {

    /** What an opened link proves. */
    record Confirmed(UUID person, String email) {
    }

    boolean isVerified(Tx tx, UUID person) {
        return tx.sql().fetchExists(PERSON, PERSON.ID.eq(person), PERSON.EMAIL_VERIFIED_AT.isNotNull());
    }

    /** Keeps a new link; those before it are good no more. */
    void insert(Tx tx, UUID id, UUID person, String email, String token, Instant expiresAt) {
        forget(tx, person);
        tx.sql().insertInto(EMAIL_CONFIRMATION)
                .set(EMAIL_CONFIRMATION.TOKEN_HASH, Tokens.hash(token))
                .set(EMAIL_CONFIRMATION.ID, id)
                .set(EMAIL_CONFIRMATION.PERSON_ID, person)
                .set(EMAIL_CONFIRMATION.EMAIL, email)
                .set(EMAIL_CONFIRMATION.EXPIRES_AT, expiresAt)
                .execute();
    }

    /** Uses one up: of any number of parallel attempts, one gets it. */
    Optional<Confirmed> use(Tx tx, String token) {
        return tx.sql().update(EMAIL_CONFIRMATION).set(EMAIL_CONFIRMATION.USED_AT, Instant.now())
                .where(EMAIL_CONFIRMATION.TOKEN_HASH.eq(Tokens.hash(token)), EMAIL_CONFIRMATION.USED_AT.isNull(),
                        EMAIL_CONFIRMATION.EXPIRES_AT.gt(Instant.now()))
                .returning(EMAIL_CONFIRMATION.PERSON_ID, EMAIL_CONFIRMATION.EMAIL)
                .fetchOptional(row -> new Confirmed(row.getPersonId(), row.getEmail()));
    }

    void forget(Tx tx, UUID person) {
        tx.sql().deleteFrom(EMAIL_CONFIRMATION).where(EMAIL_CONFIRMATION.PERSON_ID.eq(person)).execute();
    }

    void verified(Tx tx, UUID person, String email) {
        tx.sql().update(PERSON).set(PERSON.EMAIL, email).set(PERSON.EMAIL_VERIFIED_AT, Instant.now())
                .where(PERSON.ID.eq(person)).execute();
    }
}
