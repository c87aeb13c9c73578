package app.atelier.users.organizations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Role;
import app.atelier.platform.security.StepUp;
import app.atelier.platform.web.Problem;
import app.atelier.users.Member;
import app.atelier.users.MemberChanged;
import app.atelier.users.Organization;
import app.atelier.users.OrganizationDeletionCancelled;
import app.atelier.users.OrganizationDeletionScheduled;
import app.atelier.users.OrganizationTransferred;
import app.atelier.users.people.PersonStore;
import org.springframework.stereotype.Component;

/** What only an owner may do with an organization: hand it over, have it deleted, change their mind. */
@Component
class Ownership {

    /** Between the wish to delete and the erasure. */
    static final Duration GRACE = Duration.ofDays(30);

    private final Db db;
    private final PersonStore people;
    private final MemberStore members;
    private final Journal journal;
    private final StepUp stepUp;

    Ownership(Db db, PersonStore people, MemberStore members, Journal journal, StepUp stepUp) {
        this.db = db;
        this.people = people;
        this.members = members;
        this.journal = journal;
        this.stepUp = stepUp;
    }

    /** Makes a member the owner in the caller's place, who stays as an admin. */
    Member transfer(Caller caller, UUID person) {
        caller.require(Permission.ORGANIZATION_DELETE);
        stepUp.require(caller);
        if (person.equals(caller.person())) {
            throw new Problem.Invalid("personId", "is you; choose another member");
        }
        return db.in(caller.organization(), tx -> {
            members.lockOwners(tx);
            var from = member(tx, caller.person());
            if (from.role() != Role.OWNER) {
                throw new Problem.Forbidden("You handed this organization over already.");
            }
            var to = member(tx, person);
            var organization = people.organization(tx, caller.organization()).orElseThrow();
            var owner = give(tx, caller, to, Role.OWNER);
            var admin = give(tx, caller, from, Role.ADMIN);
            journal.record(tx, caller.person(), new OrganizationTransferred(organization, admin, owner));
            return owner;
        });
    }

    private Member give(Tx tx, Caller caller, Member before, Role role) {
        if (before.role() == role) {
            return before;
        }
        people.setRole(tx, before.id(), role);
        var after = before.as(role, null);
        journal.record(tx, caller.person(), new MemberChanged(before, after));
        return after;
    }

    private Member member(Tx tx, UUID person) {
        return members.find(tx, person).orElseThrow(() -> new Problem.NotFound("member", person));
    }

    /**
     * Closes the organization to all but its owners and has it erased after the {@link #GRACE}.
     *
     * @param typed its name, so that nobody does this by mistake
     */
    Organization delete(Caller caller, String typed) {
        caller.require(Permission.ORGANIZATION_DELETE);
        stepUp.require(caller);
        return db.in(caller.organization(), tx -> {
            var before = people.lockOrganization(tx, caller.organization()).orElseThrow();
            if (!before.name().equals(typed.strip())) {
                throw new Problem.Invalid("name", "is not the organization's; type '" + before.name() + "'");
            }
            if (before.eraseAt() != null) {
                return before;
            }
            var after = before.erasedAt(Instant.now().plus(GRACE).truncatedTo(ChronoUnit.SECONDS));
            people.update(tx, after);
            journal.record(tx, caller.person(), new OrganizationDeletionScheduled(after));
            return after;
        });
    }

    /** Opens it again to everybody. */
    Organization keep(Caller caller) {
        caller.require(Permission.ORGANIZATION_DELETE);
        return db.in(caller.organization(), tx -> {
            var before = people.lockOrganization(tx, caller.organization()).orElseThrow();
            if (before.eraseAt() == null) {
                return before;
            }
            var after = before.erasedAt(null);
            people.update(tx, after);
            journal.record(tx, caller.person(), new OrganizationDeletionCancelled(after));
            return after;
        });
    }
}
