package app.atelier.auth.recovery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

import app.atelier.auth.passwords.Guesses;
import app.atelier.auth.passwords.Passwords;
import app.atelier.auth.recovery.RecoveryEvents.PasswordChanged;
import app.atelier.auth.recovery.RecoveryEvents.PasswordResetRequested;
import app.atelier.auth.sessions.Endings;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.limits.Limits;
import app.atelier.platform.limits.Limits.Share;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Address;
import app.atelier.platform.web.Problem;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * A new password, for who knows the old one and for who forgot it. Whoever forgot it still needs their second step to
 * sign in: the link of a mail opens no session.
 */
@Component
class PasswordChanges {

    private static final Logger log = LoggerFactory.getLogger(PasswordChanges.class);
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    /** Mails to one address, wanted or not. */
    private static final Share MAILS = new Share("password-reset", 3, 1);

    private final Db db;
    private final ResetStore store;
    private final Passwords passwords;
    private final Guesses guesses;
    private final Endings endings;
    private final UserAccess users;
    private final Limits limits;
    private final Address address;
    private final SecretBox box;
    private final Journal journal;

    PasswordChanges(Db db, ResetStore store, Passwords passwords, Guesses guesses, Endings endings, UserAccess users,
            Limits limits, Address address, SecretBox box, Journal journal) {
        this.db = db;
        this.store = store;
        this.passwords = passwords;
        this.guesses = guesses;
        this.endings = endings;
        this.users = users;
        this.limits = limits;
        this.address = address;
        this.box = box;
        this.journal = journal;
    }

    /** Changes it and signs out everywhere else. */
    void change(Caller caller, String current, String next, @Nullable String from) {
        caller.require(Permission.SELF_SECURITY);
        passwords.check(next, "newPassword");
        guesses.require(caller.person().toString(), null, from);
        if (!passwords.verify(caller.person(), current)) {
            guesses.failed(from);
            throw new Problem.Invalid("currentPassword", "is wrong");
        }
        passwords.set(caller.person(), next);
        changed(caller.person(), caller.organization(), false);
        endings.endOthers(caller.person(), caller.session(), caller.person(), "password changed");
    }

    /**
     * Mails a link to who has this address. Who asks is told nothing of that, neither by the answer nor by the time it
     * takes: what there is to do is done after the answer.
     */
    void forgot(String email) {
        var account = email.strip().toLowerCase(Locale.ROOT);
        var mail = limits.take(MAILS, account);
        if (!mail.granted()) {
            throw new Problem.TooMany(mail.waitSeconds());
        }
        Thread.ofVirtual().name("password-reset").start(() -> {
            try {
                users.personByEmail(account).ifPresent(this::send);
            } catch (RuntimeException e) {
                log.warn("A link for a new password could not be sent; its person has to ask again", e);
            }
        });
    }

    private void send(Person person) {
        var memberships = users.memberships(person.id());
        if (memberships.isEmpty()) {
            return;
        }
        var id = Ids.next();
        var token = Tokens.random();
        var expires = Instant.now().truncatedTo(ChronoUnit.MICROS).plus(GOOD_FOR);
        db.in(memberships.getFirst().organizationId(), tx -> {
            store.insert(tx, id, person.id(), token, expires);
            journal.record(tx, null, new PasswordResetRequested(id, person.id(), person.email(),
                    box.sealText(address.link("/reset-password#" + token), RecoveryEvents.context(id)), expires));
            return null;
        });
    }

    /** Sets a new password by a mailed link, once, and ends all sessions. */
    void reset(String token, String password) {
        passwords.check(password, "password");
        var person = db.shared(tx -> store.use(tx, token)).orElseThrow(() -> new Problem.Invalid("token",
                "was used, replaced by a later one, or is older than an hour; ask for a new link"));
        passwords.set(person, password);
        var memberships = users.memberships(person);
        if (!memberships.isEmpty()) {
            changed(person, memberships.getFirst().organizationId(), true);
        }
        endings.endAll(person, person, "password reset");
    }

    private void changed(UUID person, UUID organization, boolean byLink) {
        var email = users.person(person).map(Person::email).orElseThrow(Problem.Unauthenticated::new);
        db.in(organization, tx -> {
            store.forget(tx, person);
            journal.record(tx, person, new PasswordChanged(person, email, byLink));
            return null;
        });
    }
}
