package app.atelier.users.invitations;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Problem;
import app.atelier.users.Member;
import app.atelier.users.MemberJoined;
import app.atelier.users.Membership;
import app.atelier.users.people.PersonStore;
import org.springframework.stereotype.Component;

/** Somebody who is there already joins another organization. */
@Component
class Acceptance {

    private static final String FIELD = "token";

    private final Db db;
    private final Admissions admissions;
    private final PersonStore people;
    private final Journal journal;

    Acceptance(Db db, Admissions admissions, PersonStore people, Journal journal) {
        this.db = db;
        this.admissions = admissions;
        this.people = people;
        this.journal = journal;
    }

    /** Where somebody belongs now, and as what. */
    record Joined(UUID organizationId, String organizationName, String organizationSlug, Role role) {
    }

    /** Who belongs to it already stays what they are and uses nothing up. */
    Joined accept(Caller caller, String token) {
        var person = db.shared(tx -> people.person(tx, caller.person())).orElseThrow(Problem.Unauthenticated::new);
        var admission = admissions.of(token, FIELD, person.email(), FIELD);
        var organization = admission.organization();
        if (admission.domain() != null && !db.shared(tx -> people.isEmailVerified(tx, person.id()))) {
            throw new Problem.Invalid(FIELD, "is for confirmed addresses at " + admission.domain() + "; confirm yours by the mail we sent, then open the link again");
        }
        return db.in(organization.id(), tx -> {
            var present = people.membership(tx, person.id());
            if (present.isPresent()) {
                return new Joined(organization.id(), organization.name(), organization.slug(), present.get().role());
            }
            admissions.use(tx, admission, FIELD);
            var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            people.insert(tx, new Membership(organization.id(), person.id(), admission.role(), now));
            journal.record(tx, person.id(), new MemberJoined(Member.of(person, admission.role(), now)));
            return new Joined(organization.id(), organization.name(), organization.slug(), admission.role());
        });
    }
}
