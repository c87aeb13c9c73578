package app.atelier.users.people;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Slugs;
import app.atelier.users.Member;
import app.atelier.users.MemberJoined;
import app.atelier.users.Membership;
import app.atelier.users.Newcomers;
import app.atelier.users.Person;
import app.atelier.users.email.Emails;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People come by way of an identity provider instead of registering. */
@Component
class Admission implements Newcomers {

    private static final int LONGEST_NAME = 100;

    private final Db db;
    private final PersonStore store;
    private final Journal journal;
    private final Registration registration;
    private final Emails emails;

    Admission(Db db, PersonStore store, Journal journal, Registration registration, Emails emails) {
        this.db = db;
        this.store = store;
        this.journal = journal;
        this.registration = registration;
        this.emails = emails;
    }

    @Override
    public void admit(UUID id, Names names, UUID organization, Role role) {
        guarded(() -> db.in(organization, tx -> {
            if (store.membership(tx, id).isPresent()) {
                return null;
            }
            var known = store.person(tx, id);
            var person = known.orElseGet(() -> newcomer(tx, id, names));
            if (known.isEmpty()) {
                store.insert(tx, person);
                if (names.emailVerified()) {
                    emails.invited(tx, person);
                } else {
                    emails.askNew(tx, person);
                }
            }
            var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            store.insert(tx, new Membership(organization, id, role, now));
            journal.record(tx, id, new MemberJoined(Member.of(person, role, now)));
            return null;
        }));
    }

    @Override
    public void found(UUID id, Names names) {
        guarded(() -> {
            var person = db.shared(tx -> store.person(tx, id).isPresent() ? null : newcomer(tx, id, names));
            if (person != null) {
                registration.found(person, person.firstName() + "’s team", names.emailVerified());
            }
        });
    }

    /** Somebody may come twice at once, or register meanwhile. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (IntegrityConstraintViolationException e) {
            throw new Problem.Conflict("email", "belongs to somebody who registered just now; sign in instead");
        }
    }

    private Person newcomer(Tx tx, UUID id, Names names) {
        var email = names.email().strip().toLowerCase(Locale.ROOT);
        if (store.byEmail(tx, email).isPresent()) {
            throw new Problem.Conflict("email", "is registered already");
        }
        var account = email.substring(0, email.indexOf('@'));
        return new Person(id, Slugs.free(account, name -> store.usernameTaken(tx, name)), email,
                name(names.firstName(), account), name(names.lastName(), ""), "UTC", false,
                Instant.now().truncatedTo(ChronoUnit.MICROS), 1);
    }

    private static String name(@Nullable String told, String otherwise) {
        var name = told == null || told.isBlank() ? otherwise : told.strip();
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
