package app.atelier.users.email;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.limits.Limits;
import app.atelier.platform.limits.Limits.Share;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.StepUp;
import app.atelier.platform.web.Address;
import app.atelier.platform.web.Problem;
import app.atelier.users.EmailChanged;
import app.atelier.users.EmailChanged.Email;
import app.atelier.users.EmailConfirmationRequested;
import app.atelier.users.EmailVerified;
import app.atelier.users.Member;
import app.atelier.users.MemberChanged;
import app.atelier.users.Membership;
import app.atelier.users.Person;
import app.atelier.users.people.PersonStore;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.springframework.stereotype.Component;

/** A person proves that an address is theirs, and changes it: by a link mailed to the new one, with a notice to the old. */
@Component
public class Emails {

    private static final Duration GOOD_FOR = Duration.ofDays(1);
    /** Mails a person can have us send to addresses of their choice. */
    private static final Share MAILS = new Share("email-confirmation", 5, 1);

    private final Db db;
    private final EmailStore store;
    private final PersonStore people;
    private final StepUp stepUp;
    private final Limits limits;
    private final Address address;
    private final SecretBox box;
    private final Journal journal;

    Emails(Db db, EmailStore store, PersonStore people, StepUp stepUp, Limits limits, Address address, SecretBox box, Journal journal) {
        this.db = db;
        this.store = store;
        this.people = people;
        this.stepUp = stepUp;
        this.limits = limits;
        this.address = address;
        this.box = box;
        this.journal = journal;
    }

    /** @param verified whether the person showed that it is theirs */
    record Status(String email, boolean verified) {
    }

    Status status(Caller caller) {
        caller.require(Permission.SELF);
        return db.in(caller.organization(), tx -> new Status(person(tx, caller.person()).email(), store.isVerified(tx, caller.person())));
    }

    /** Mails a link to the present address. */
    void verify(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        db.in(caller.organization(), tx -> {
            if (store.isVerified(tx, caller.person())) {
                throw new Problem.Conflict("This address is confirmed already.");
            }
            ask(tx, caller.person(), person(tx, caller.person()).email(), false);
            return null;
        });
    }

    /**
     * Mails a link to the new address; until it is opened, nothing changes. Whether the address belongs to somebody else
     * is told only by whose mail it is.
     */
    void change(Caller caller, String email) {
        caller.require(Permission.SELF_SECURITY);
        stepUp.require(caller);
        var wanted = email.strip().toLowerCase(Locale.ROOT);
        db.in(caller.organization(), tx -> {
            if (person(tx, caller.person()).email().equalsIgnoreCase(wanted)) {
                throw new Problem.Invalid("email", "is your address already");
            }
            ask(tx, caller.person(), wanted, true);
            return null;
        });
    }

    /** Asks a newly registered person for the proof, in the transaction that registers them. */
    public void askNew(Tx tx, Person person) {
        ask(tx, person.id(), person.email(), false);
    }

    /** Their invitation came to this address: that is proof enough. */
    public void invited(Tx tx, Person person) {
        store.verified(tx, person.id(), person.email());
    }

    private void ask(Tx tx, UUID person, String email, boolean change) {
        var mail = limits.take(MAILS, person.toString());
        if (!mail.granted()) {
            throw new Problem.TooMany(mail.waitSeconds());
        }
        var id = Ids.next();
        var token = Tokens.random();
        var expires = Instant.now().truncatedTo(ChronoUnit.MICROS).plus(GOOD_FOR);
        store.insert(tx, id, person, email, token, expires);
        journal.record(tx, person, new EmailConfirmationRequested(id, person, email, change,
                box.sealText(address.link("/verify-email#" + token), EmailConfirmationRequested.context(id)), expires));
    }

    /** Whoever opens the link has the mail: the address is the person's from now on. */
    Status confirm(String token) {
        var confirmed = db.shared(tx -> store.use(tx, token)).orElseThrow(() -> new Problem.Invalid("token",
                "was used, replaced by a later one, or is older than a day; ask for a new link in your settings"));
        var memberships = db.as(confirmed.person(), tx -> people.membershipsOf(tx, confirmed.person()));
        if (memberships.isEmpty()) {
            throw new Problem.Invalid("token", "belongs to somebody who is in no organization any more");
        }
        var before = db.shared(tx -> person(tx, confirmed.person()));
        try {
            for (var membership : memberships) {
                db.in(membership.organizationId(), tx -> {
                    tell(tx, membership, before, confirmed.email(), membership.equals(memberships.getFirst()));
                    return null;
                });
            }
        } catch (IntegrityConstraintViolationException e) {
            throw new Problem.Conflict("email", "belongs to another account; use another address");
        }
        return new Status(confirmed.email(), true);
    }

    /** Every organization has its own copy of the member; the person changes with the first. */
    private void tell(Tx tx, Membership membership, Person before, String email, boolean first) {
        var changes = !before.email().equals(email);
        if (first) {
            store.verified(tx, before.id(), email);
            journal.record(tx, before.id(), changes
                    ? new EmailChanged(before.id(), new Email(before.email()), new Email(email))
                    : new EmailVerified(before.id(), email));
        }
        if (changes) {
            journal.record(tx, before.id(), changed(before, person(tx, before.id()), membership));
        }
    }

    private static MemberChanged changed(Person before, Person after, Membership membership) {
        return new MemberChanged(Member.of(before, membership),
                Member.of(after, membership));
    }

    private Person person(Tx tx, UUID id) {
        return people.person(tx, id).orElseThrow(Problem.Unauthenticated::new);
    }
}
