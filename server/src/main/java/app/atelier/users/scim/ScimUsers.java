package app.atelier.users.scim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Slugs;
import app.atelier.users.Member;
import app.atelier.users.MemberChanged;
import app.atelier.users.MemberJoined;
import app.atelier.users.MemberLeft;
import app.atelier.users.Membership;
import app.atelier.users.Person;
import app.atelier.users.people.PersonStore;
import app.atelier.users.roles.RoleStore;
import app.atelier.users.scim.ScimUserDraft.Wanted;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * An identity provider makes, changes, deactivates and deletes an organization's people. It never reaches beyond the
 * organization: somebody who has an account of their own is invited, not taken, and only who was made by provisioning
 * and belongs nowhere else can be renamed or given another address by it.
 */
@Component
class ScimUsers {

    private final Db db;
    private final ScimUserStore store;
    private final ScimGroupStore groups;
    private final ScimTeams teams;
    private final PersonStore people;
    private final RoleStore roles;
    private final Journal journal;

    ScimUsers(Db db, ScimUserStore store, ScimGroupStore groups, ScimTeams teams, PersonStore people, RoleStore roles,
            Journal journal) {
        this.db = db;
        this.store = store;
        this.groups = groups;
        this.teams = teams;
        this.people = people;
        this.roles = roles;
        this.journal = journal;
    }

    record Found(int total, List<ScimUser> users) {
    }

    Found list(Caller caller, @Nullable String filter, int offset, int limit) {
        caller.require(Permission.MEMBERS_MANAGE);
        var wanted = ScimFilter.of(filter, ScimUserStore.ATTRIBUTES);
        return db.in(caller.organization(), tx -> new Found(store.count(tx, wanted),
                limit == 0 ? List.of() : store.page(tx, wanted, offset, limit)));
    }

    ScimUser read(Caller caller, UUID id) {
        caller.require(Permission.MEMBERS_MANAGE);
        return db.in(caller.organization(), tx -> user(tx, id));
    }

    ScimUser create(Caller caller, JsonNode body) {
        caller.require(Permission.MEMBERS_MANAGE);
        var wanted = ScimUserDraft.of(body, null);
        try {
            return db.in(caller.organization(), tx -> {
                var said = wanted.said();
                var known = people.byEmail(tx, said.email());
                var id = known.map(Person::id).orElseGet(Ids::next);
                if (store.userNameTaken(tx, said.userName(), id)) {
                    throw ScimError.uniqueness("userName " + said.userName() + " is here already");
                }
                known.ifPresent(person -> requireOurs(tx, person));
                var person = known.orElseGet(() -> made(tx, id, said));
                var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
                var user = new ScimUser(id, said, false, known.isEmpty(), Role.MEMBER, null, now, now, 1);
                store.save(tx, user);
                return wanted.active() ? enter(tx, caller, user, person) : user(tx, id);
            });
        } catch (IntegrityConstraintViolationException e) {
            throw ScimError.uniqueness("userName or e-mail was taken just now");
        }
    }

    /** Somebody whom provisioning deleted comes back; anybody else with this address is not made a second time. */
    private void requireOurs(Tx tx, Person person) {
        if (store.find(tx, person.id()).isPresent()) {
            throw ScimError.uniqueness("The e-mail " + person.email() + " is that of user " + person.id());
        }
        if (!store.deleted(tx, person.id())) {
            throw ScimError.uniqueness("The e-mail " + person.email() + " belongs to an account outside of this organization."
                    + " Invite them; once they have joined, they are found here.");
        }
    }

    private Person made(Tx tx, UUID id, ScimUserDraft said) {
        var username = Slugs.free(said.email().substring(0, said.email().indexOf('@')), name -> people.usernameTaken(tx, name));
        var person = new Person(id, username, said.email(), said.firstName(), said.lastName(), "UTC", false,
                Instant.now().truncatedTo(ChronoUnit.MICROS), 1);
        people.insert(tx, person);
        return person;
    }

    ScimUser replace(Caller caller, UUID id, JsonNode body, @Nullable String ifMatch) {
        return change(caller, id, ifMatch, before -> ScimUserDraft.of(body, before));
    }

    ScimUser patch(Caller caller, UUID id, JsonNode body, @Nullable String ifMatch) {
        var patch = ScimPatch.of(body);
        return change(caller, id, ifMatch, before -> ScimUserDraft.of(patch, before));
    }

    private ScimUser change(Caller caller, UUID id, @Nullable String ifMatch, java.util.function.Function<ScimUser, Wanted> change) {
        caller.require(Permission.MEMBERS_MANAGE);
        var elsewhere = belongsElsewhere(caller, id);
        try {
            return db.in(caller.organization(), tx -> {
                store.lock(tx, id);
                var before = user(tx, id);
                Scim.requireVersion(ifMatch, before.version());
                var wanted = change.apply(before);
                if (wanted.said().equals(before.said()) && wanted.active() == before.active()) {
                    return before;
                }
                if (store.userNameTaken(tx, wanted.said().userName(), id)) {
                    throw ScimError.uniqueness("userName " + wanted.said().userName() + " is another user's");
                }
                var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
                var after = new ScimUser(id, wanted.said(), before.active(), before.made(), before.role(), before.customRole(),
                        before.createdAt(), now, before.version() + 1);
                store.save(tx, after);
                var person = people.person(tx, id).orElseThrow();
                if (before.made() && !elsewhere && !wanted.said().equals(before.said())) {
                    person = rename(tx, caller, person, before, wanted.said());
                }
                if (wanted.active() && !before.active()) {
                    enter(tx, caller, after, person);
                } else if (!wanted.active() && before.active()) {
                    leave(tx, caller, after);
                }
                return user(tx, id);
            });
        } catch (IntegrityConstraintViolationException e) {
            throw ScimError.uniqueness("userName or e-mail was taken just now");
        }
    }

    /** What the person is called everywhere; nobody else's address. */
    private Person rename(Tx tx, Caller caller, Person person, ScimUser before, ScimUserDraft said) {
        if (!said.email().equalsIgnoreCase(person.email()) && people.byEmail(tx, said.email()).isPresent()) {
            throw ScimError.uniqueness("The e-mail " + said.email() + " is another person's");
        }
        var renamed = new Person(person.id(), person.username(), said.email(), said.firstName(), said.lastName(), person.timeZone(),
                person.administrator(), person.createdAt(), person.version() + 1);
        store.update(tx, renamed);
        if (before.active()) {
            var membership = people.membership(tx, person.id()).orElseThrow();
            journal.record(tx, caller.person(), new MemberChanged(Member.of(person, membership), Member.of(renamed, membership)));
        }
        return renamed;
    }

    void delete(Caller caller, UUID id) {
        caller.require(Permission.MEMBERS_MANAGE);
        db.in(caller.organization(), tx -> {
            store.lock(tx, id);
            var user = user(tx, id);
            if (user.active()) {
                leave(tx, caller, user);
            }
            groups.leaveAll(tx, id);
            // Also of who was never written to: so that they may be made again.
            store.save(tx, user);
            store.delete(tx, id);
            return null;
        });
    }

    /** As what they were, if that is in the gift of who the token acts for; else as a member. */
    private ScimUser enter(Tx tx, Caller caller, ScimUser user, Person person) {
        var custom = user.customRole() == null ? null : roles.find(tx, user.customRole()).orElse(null);
        var asBefore = reaches(caller, custom == null ? Policy.of(user.role()) : custom.permissions());
        if (!asBefore && !reaches(caller, Policy.of(Role.MEMBER))) {
            throw new ScimError(403, null, "The token acts for somebody who may do less than a member");
        }
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        people.insert(tx, new Membership(tx.organization(), person.id(), asBefore ? user.role() : Role.MEMBER, now));
        if (asBefore && custom != null) {
            people.setRole(tx, person.id(), user.role(), custom);
        }
        var membership = people.membership(tx, person.id()).orElseThrow();
        journal.record(tx, caller.person(), new MemberJoined(Member.of(person, membership)));
        teams.returned(tx, caller, person.id());
        return user(tx, person.id());
    }

    private void leave(Tx tx, Caller caller, ScimUser user) {
        var membership = people.membership(tx, user.id()).orElseThrow();
        if (!reaches(caller, membership.permissions())) {
            throw new ScimError(403, null, "They may do more than whom the token acts for: only a token of an owner deactivates an owner");
        }
        if (membership.role() == Role.OWNER && store.lockOwners(tx) < 2) {
            throw new ScimError(409, null, "They are the last owner; make somebody else an owner first");
        }
        var person = people.person(tx, user.id()).orElseThrow();
        people.removeMember(tx, user.id());
        journal.record(tx, caller.person(), new MemberLeft(Member.of(person, membership)));
    }

    /** Nobody gives or takes more than they have; the token's scope says only that it may do this at all. */
    private static boolean reaches(Caller caller, Set<Permission> permissions) {
        return permissions.stream().allMatch(p -> caller.permissions().contains(p) || Policy.allows(Role.GUEST, p));
    }

    private boolean belongsElsewhere(Caller caller, UUID person) {
        return db.as(person, tx -> people.membershipsOf(tx, person)).stream()
                .anyMatch(m -> !m.organizationId().equals(caller.organization()));
    }

    private ScimUser user(Tx tx, UUID id) {
        return store.find(tx, id).orElseThrow(() -> ScimError.notFound("user", id));
    }
}
