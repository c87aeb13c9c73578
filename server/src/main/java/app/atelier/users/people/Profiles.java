package app.atelier.users.people;

import java.time.DateTimeException;
import java.time.ZoneId;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import app.atelier.users.Member;
import app.atelier.users.MemberChanged;
import app.atelier.users.Membership;
import app.atelier.users.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A person looks at and changes their own profile. */
@Component
class Profiles {

    private final Db db;
    private final PersonStore store;
    private final Journal journal;

    Profiles(Db db, PersonStore store, Journal journal) {
        this.db = db;
        this.store = store;
        this.journal = journal;
    }

    Profile read(Caller caller) {
        return db.in(caller.organization(), tx -> profile(tx, caller));
    }

    Profile change(Caller caller, String firstName, String lastName, String username, String timeZone,
            @Nullable String ifMatch) {
        requireZone(timeZone);
        return db.in(caller.organization(), tx -> {
            var person = person(tx, caller);
            var membership = membership(tx, caller);
            Versions.require(ifMatch, person.version());
            if (!username.equalsIgnoreCase(person.username()) && store.usernameTaken(tx, username)) {
                throw new Problem.Conflict("username", "is taken; choose another");
            }
            var changed = new Person(person.id(), username, person.email(), firstName.strip(), lastName.strip(), timeZone,
                    person.administrator(), person.createdAt(), person.version() + 1);
            store.update(tx, changed);
            journal.record(tx, caller.person(), new MemberChanged(
                    Member.of(person, membership),
                    Member.of(changed, membership)));
            return profile(tx, caller);
        });
    }

    private Profile profile(Tx tx, Caller caller) {
        return Profile.of(person(tx, caller), store.organization(tx, caller.organization()).orElseThrow(),
                membership(tx, caller), caller::within);
    }

    private Person person(Tx tx, Caller caller) {
        return store.person(tx, caller.person()).orElseThrow(Problem.Unauthenticated::new);
    }

    private Membership membership(Tx tx, Caller caller) {
        return store.membership(tx, caller.person()).orElseThrow(Problem.Unauthenticated::new);
    }

    private static void requireZone(String timeZone) {
        try {
            ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new Problem.Invalid("timeZone", "must be an IANA time zone such as Europe/Berlin");
        }
    }
}
