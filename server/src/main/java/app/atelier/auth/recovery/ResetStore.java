package app.atelier.auth.recovery;

import static app.schema.auth.Tables.PASSWORD_RESET;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.secrets.Tokens;
import org.springframework.stereotype.Component;

/** Links that set a new password in the database; of their secrets only the hash. */
@Component
class ResetStore {

    /** Keeps a new one; those before it are good no more. */
    void insert(Tx tx, UUID id, UUID person, String token, Instant expiresAt) {
        forget(tx, person);
        tx.sql().insertInto(PASSWORD_RESET)
                .set(PASSWORD_RESET.TOKEN_HASH, Tokens.hash(token))
                .set(PASSWORD_RESET.ID, id)
                .set(PASSWORD_RESET.PERSON_ID, person)
                .set(PASSWORD_RESET.EXPIRES_AT, expiresAt)
                .execute();
    }

    /** Uses one up: of any number of parallel attempts, one gets the person. */
    Optional<UUID> use(Tx tx, String token) {
        return tx.sql().update(PASSWORD_RESET).set(PASSWORD_RESET.USED_AT, Instant.now())
                .where(PASSWORD_RESET.TOKEN_HASH.eq(Tokens.hash(token)), PASSWORD_RESET.USED_AT.isNull(),
                        PASSWORD_RESET.EXPIRES_AT.gt(Instant.now()))
                .returning(PASSWORD_RESET.PERSON_ID).fetchOptional(PASSWORD_RESET.PERSON_ID);
    }

    void forget(Tx tx, UUID person) {
        tx.sql().deleteFrom(PASSWORD_RESET).where(PASSWORD_RESET.PERSON_ID.eq(person)).execute();
    }
}
