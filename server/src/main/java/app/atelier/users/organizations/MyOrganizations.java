package app.atelier.users.organizations;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Slugs;
import app.atelier.users.Member;
import app.atelier.users.MemberJoined;
import app.atelier.users.Membership;
import app.atelier.users.Organization;
import app.atelier.users.OrganizationCreated;
import app.atelier.users.people.PersonStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The organizations of one person: which they are in, and new ones that they found. */
@Component
class MyOrganizations {

    /** Nobody works in more; who makes more makes them by mistake or to do harm. */
    private static final int MOST = 50;

    private final Db db;
    private final PersonStore people;
    private final Journal journal;

    MyOrganizations(Db db, PersonStore people, Journal journal) {
        this.db = db;
        this.people = people;
        this.journal = journal;
    }

    /**
     * An organization as one of its people sees it in a list.
     *
     * @param current whether the caller is signed in to it
     * @param eraseAt when it is erased; null: not to be
     */
    record Mine(UUID id, String name, String slug, Role role, boolean current, Instant joinedAt, @Nullable Instant eraseAt) {
    }

    /** Oldest membership first. A token that is limited is for one organization and tells of no other. */
    List<Mine> all(Caller caller) {
        var memberships = memberships(caller.person()).stream()
                .filter(m -> caller.scope() == null || m.organizationId().equals(caller.organization()))
                .toList();
        return db.shared(tx -> memberships.stream()
                .map(m -> people.organization(tx, m.organizationId()).map(o -> new Mine(o.id(), o.name(), o.slug(), m.role(),
                        o.id().equals(caller.organization()), m.createdAt(), o.eraseAt())))
                .flatMap(Optional::stream)
                .filter(o -> o.eraseAt() == null || o.role() == Role.OWNER)
                .toList());
    }

    private List<Membership> memberships(UUID person) {
        return db.as(person, tx -> people.membershipsOf(tx, person));
    }

    /** A new organization, and whether it was there before because this is asked again. */
    record Made(Organization organization, boolean before) {
    }

    /** Founds an organization whose owner the caller is. */
    Made create(Caller caller, @Nullable UUID asked, String name) {
        if (memberships(caller.person()).size() >= MOST) {
            throw new Problem.Conflict("You are in " + MOST + " organizations already, and that is the most. Leave or delete one first.");
        }
        var id = asked == null ? Ids.next() : asked;
        return db.in(id, tx -> {
            var existing = people.organization(tx, id);
            if (existing.isPresent()) {
                return again(tx, caller, existing.get(), name);
            }
            var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            var organization = new Organization(id, name.strip(),
                    Slugs.free(name, slug -> people.organizationBySlug(tx, slug).isPresent()), now, 1);
            people.insert(tx, organization);
            journal.record(tx, caller.person(), new OrganizationCreated(organization));
            people.insert(tx, new Membership(id, caller.person(), Role.OWNER, now));
            var person = people.person(tx, caller.person()).orElseThrow(Problem.Unauthenticated::new);
            journal.record(tx, caller.person(), new MemberJoined(Member.of(person, Role.OWNER, now)));
            return new Made(organization, false);
        });
    }

    private Made again(Tx tx, Caller caller, Organization existing, String name) {
        var owns = people.membership(tx, caller.person()).filter(m -> m.role() == Role.OWNER).isPresent();
        if (!owns || !existing.name().equals(name.strip())) {
            throw new Problem.Conflict("id", "belongs to another organization; leave it out or make a new one");
        }
        return new Made(existing, true);
    }
}
