package app.atelier.users.people;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.security.Role;
import app.atelier.users.Membership;
import app.atelier.users.Organization;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.springframework.stereotype.Component;

/** Answers other services of the same process. */
@Component
class LocalUserAccess implements UserAccess {

    private final Db db;
    private final PersonStore store;

    LocalUserAccess(Db db, PersonStore store) {
        this.db = db;
        this.store = store;
    }

    @Override
    public Optional<Person> person(UUID id) {
        return db.shared(tx -> store.person(tx, id));
    }

    @Override
    public Optional<Person> personByEmail(String email) {
        return db.shared(tx -> store.byEmail(tx, email));
    }

    @Override
    public List<Membership> memberships(UUID person) {
        return db.as(person, tx -> store.openMembershipsOf(tx, person));
    }

    @Override
    public List<Person> members(UUID organization, Collection<UUID> people) {
        return people.isEmpty() ? List.of() : db.in(organization, tx -> store.members(tx, people));
    }

    @Override
    public List<Person> membersByUsername(UUID organization, Collection<String> usernames) {
        return usernames.isEmpty() ? List.of() : db.in(organization, tx -> store.membersByUsername(tx, usernames));
    }

    @Override
    public List<Person> membersWith(UUID organization, Role atLeast) {
        return db.in(organization, tx -> store.membersWith(tx, atLeast));
    }

    @Override
    public List<Person> owners(UUID organization) {
        return db.in(organization, store::owners);
    }

    @Override
    public Set<UUID> teams(UUID organization, Collection<UUID> teams) {
        return teams.isEmpty() ? Set.of() : db.in(organization, tx -> store.teams(tx, teams));
    }

    @Override
    public Optional<Organization> organization(UUID id) {
        return db.shared(tx -> store.organization(tx, id));
    }

    @Override
    public Optional<Organization> organizationBySlug(String slug) {
        return db.shared(tx -> store.organizationBySlug(tx, slug));
    }

    @Override
    public List<Organization> organizations(int limit) {
        return db.shared(tx -> store.organizations(tx, limit));
    }

    @Override
    public boolean hasAdministrator() {
        return db.shared(store::hasAdministrator);
    }
}
