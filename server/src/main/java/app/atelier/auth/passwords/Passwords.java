package app.atelier.auth.passwords;

import static app.schema.auth.Tables.CREDENTIAL;

import java.util.UUID;

import app.atelier.auth.welcome.WelcomeLinks;
import app.atelier.platform.db.Db;
import app.atelier.users.CredentialStore;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps and verifies passwords. */
@Component
public class Passwords implements CredentialStore {

    private final Db db;
    private final PasswordHasher hasher;
    private final WelcomeLinks welcome;

    Passwords(Db db, PasswordHasher hasher, WelcomeLinks welcome) {
        this.db = db;
        this.hasher = hasher;
        this.welcome = welcome;
    }

    @Override
    public void check(String password) {
        PasswordRules.check(password);
    }

    /** The same, for a form that calls it otherwise. */
    public void check(String password, String field) {
        PasswordRules.check(password, field);
    }

    @Override
    public void set(UUID person, String password) {
        PasswordRules.check(password);
        var hash = hasher.hash(password);
        db.shared(tx -> tx.sql().insertInto(CREDENTIAL)
                .set(CREDENTIAL.PERSON_ID, person)
                .set(CREDENTIAL.PASSWORD_HASH, hash)
                .onConflict(CREDENTIAL.PERSON_ID)
                .doUpdate().set(CREDENTIAL.PASSWORD_HASH, hash).set(CREDENTIAL.CHANGED_AT, DSL.currentInstant())
                .execute());
    }

    @Override
    public void redeemWelcome(String token) {
        welcome.redeemForRegistration(token);
    }

    /** Whether this is the person's password. For nobody it takes as long and is no. */
    public boolean verify(@Nullable UUID person, String password) {
        var hash = person == null ? null : db.shared(tx -> tx.sql().select(CREDENTIAL.PASSWORD_HASH).from(CREDENTIAL)
                .where(CREDENTIAL.PERSON_ID.eq(person)).fetchOne(CREDENTIAL.PASSWORD_HASH));
        if (hash == null) {
            hasher.pretend(password);
            return false;
        }
        return hasher.matches(password, hash);
    }
}
