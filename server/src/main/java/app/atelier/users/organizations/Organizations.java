package app.atelier.users.organizations;

import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import app.atelier.users.Member;
import app.atelier.users.MemberChanged;
import app.atelier.users.MemberLeft;
import app.atelier.users.Organization;
import app.atelier.users.OrganizationChanged;
import app.atelier.users.people.PersonStore;
import app.atelier.users.roles.RoleStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An organization and who is in it. */
@Component
class Organizations {

    private final Db db;
    private final PersonStore people;
    private final MemberStore members;
    private final RoleStore roles;
    private final Journal journal;

    Organizations(Db db, PersonStore people, MemberStore members, RoleStore roles, Journal journal) {
        this.db = db;
        this.people = people;
        this.members = members;
        this.roles = roles;
        this.journal = journal;
    }

    Organization read(Caller caller) {
        return db.in(caller.organization(), tx -> people.organization(tx, caller.organization()).orElseThrow());
    }

    /** @param slug null keeps it */
    Organization rename(Caller caller, String name, @Nullable String slug, @Nullable String ifMatch) {
        caller.require(Permission.ORGANIZATION_MANAGE);
        return db.in(caller.organization(), tx -> {
            var before = people.organization(tx, caller.organization()).orElseThrow();
            Versions.require(ifMatch, before.version());
            var after = before.named(name.strip(), slug == null ? before.slug() : slug);
            if (!after.slug().equals(before.slug()) && people.organizationBySlug(tx, after.slug()).isPresent()) {
                throw new Problem.Conflict("slug", "is another organization's; choose another");
            }
            people.update(tx, after);
            journal.record(tx, caller.person(), new OrganizationChanged(before, after));
            return after;
        });
    }

    Page<Member> members(Caller caller, @Nullable Integer limit, @Nullable String cursor) {
        var size = Page.limit(limit);
        var after = cursor == null ? null : Page.id(cursor);
        var rows = db.in(caller.organization(), tx -> members.page(tx, after, size + 1));
        return Page.of(rows, size, m -> Page.cursor(m.id()));
    }

    /**
     * Gives a member another role, one of the four or one of the organization's own. Nobody gives or takes more than
     * they have, so only owners make and unmake owners; the last one stays.
     */
    Member setRole(Caller caller, UUID person, @Nullable Role role, @Nullable UUID customRole) {
        caller.require(Permission.MEMBERS_MANAGE);
        return db.in(caller.organization(), tx -> {
            var before = member(tx, person);
            var custom = customRole == null ? null : roles.find(tx, customRole).orElseThrow(() ->
                    new Problem.Invalid("customRoleId", customRole + " is no role of your organization"));
            var base = role != null ? role : before.role() == Role.GUEST ? Role.GUEST : Role.MEMBER;
            caller.requireToGive(people.membership(tx, person).orElseThrow().permissions());
            caller.requireToGive(custom == null ? Policy.of(base) : custom.permissions());
            if (before.role() == Role.OWNER && base != Role.OWNER) {
                requireAnotherOwner(tx, custom == null ? "role" : "customRoleId");
            }
            people.setRole(tx, person, base, custom);
            var after = before.as(base, customRole);
            journal.record(tx, caller.person(), new MemberChanged(before, after));
            return after;
        });
    }

    /** Takes a member out; anybody may leave by themselves. */
    void remove(Caller caller, UUID person) {
        db.in(caller.organization(), tx -> {
            var member = member(tx, person);
            if (!person.equals(caller.person())) {
                caller.require(Permission.MEMBERS_MANAGE);
                caller.requireToGive(people.membership(tx, person).orElseThrow().permissions());
            }
            if (member.role() == Role.OWNER) {
                requireAnotherOwner(tx, "personId");
            }
            people.removeMember(tx, person);
            journal.record(tx, caller.person(), new MemberLeft(member));
            return null;
        });
    }

    /** The caller leaves by themselves; what they wrote stays. */
    void leave(Caller caller) {
        db.in(caller.organization(), tx -> {
            var member = member(tx, caller.person());
            if (member.role() == Role.OWNER && members.lockOwners(tx) < 2) {
                throw new Problem.Conflict("You are the last owner, and an organization needs one. Hand it over or delete it instead.");
            }
            people.removeMember(tx, caller.person());
            journal.record(tx, caller.person(), new MemberLeft(member));
            return null;
        });
    }

    private Member member(Tx tx, UUID person) {
        return members.find(tx, person).orElseThrow(() -> new Problem.NotFound("member", person));
    }

    private void requireAnotherOwner(Tx tx, String field) {
        if (members.lockOwners(tx) < 2) {
            throw new Problem.Invalid(field, "is that of the last owner; make somebody else an owner first");
        }
    }
}
