package app.atelier.users.roles;

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
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import app.atelier.users.CustomRole;
import app.atelier.users.RoleChanged;
import app.atelier.users.RoleCreated;
import app.atelier.users.RoleDeleted;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Roles an organization makes of permissions. Nobody puts into one, or takes out, what they may not do themselves. */
@Component
class Roles {

    static final int MOST = 100;

    private final Db db;
    private final RoleStore store;
    private final Journal journal;

    Roles(Db db, RoleStore store, Journal journal) {
        this.db = db;
        this.store = store;
        this.journal = journal;
    }

    /** What a role is to be. */
    record Draft(String name, String description, Set<Permission> permissions) {

        boolean describes(CustomRole role) {
            return name.equals(role.name()) && description.equals(role.description()) && permissions.equals(role.permissions());
        }
    }

    /** @param made false when the same command had made it before */
    record Made(CustomRole role, boolean made) {
    }

    List<CustomRole> all(Caller caller) {
        caller.require(Permission.ORGANIZATION_READ);
        return db.in(caller.organization(), store::all);
    }

    CustomRole read(Caller caller, UUID id) {
        caller.require(Permission.ORGANIZATION_READ);
        return db.in(caller.organization(), tx -> store.find(tx, id)).orElseThrow(() -> new Problem.NotFound("role", id));
    }

    Made create(Caller caller, @Nullable UUID asked, Draft draft) {
        caller.require(Permission.ROLES_MANAGE);
        requireGrantable(draft.permissions());
        caller.requireToGive(draft.permissions());
        var id = asked == null ? Ids.next() : asked;
        return db.in(caller.organization(), tx -> {
            var known = store.find(tx, id).orElse(null);
            if (known != null) {
                if (!draft.describes(known)) {
                    throw new Problem.Conflict("id", "belongs to another role; make a new id");
                }
                return new Made(known, false);
            }
            requireFree(tx, draft.name(), id);
            if (store.count(tx) >= MOST) {
                throw new Problem.Conflict("An organization has at most " + MOST + " roles of its own. Delete one that nobody has.");
            }
            var role = new CustomRole(id, draft.name(), draft.description(), draft.permissions(),
                    Instant.now().truncatedTo(ChronoUnit.MICROS), 1);
            store.insert(tx, role);
            journal.record(tx, caller.person(), new RoleCreated(role));
            return new Made(role, true);
        });
    }

    /** Those who have it may do what it gives now from their next token on. */
    CustomRole change(Caller caller, UUID id, Draft draft, @Nullable String ifMatch) {
        caller.require(Permission.ROLES_MANAGE);
        requireGrantable(draft.permissions());
        caller.requireToGive(draft.permissions());
        return db.in(caller.organization(), tx -> {
            var before = lock(tx, id);
            caller.requireToGive(before.permissions());
            Versions.require(ifMatch, before.version());
            if (draft.describes(before)) {
                return before;
            }
            requireFree(tx, draft.name(), id);
            var after = new CustomRole(id, draft.name(), draft.description(), draft.permissions(), before.createdAt(),
                    before.version() + 1);
            store.update(tx, after);
            journal.record(tx, caller.person(), new RoleChanged(before, after, store.holders(tx, id)));
            return after;
        });
    }

    void delete(Caller caller, UUID id, @Nullable String ifMatch) {
        caller.require(Permission.ROLES_MANAGE);
        db.in(caller.organization(), tx -> {
            var role = lock(tx, id);
            caller.requireToGive(role.permissions());
            Versions.require(ifMatch, role.version());
            var holders = store.holders(tx, id).size();
            if (holders > 0) {
                throw new Problem.Conflict("The role “" + role.name() + "” belongs to " + holders
                        + (holders == 1 ? " member" : " members") + ". Give them another role first.");
            }
            store.delete(tx, id);
            journal.record(tx, caller.person(), new RoleDeleted(role));
            return null;
        });
    }

    private CustomRole lock(Tx tx, UUID id) {
        return store.lock(tx, id).orElseThrow(() -> new Problem.NotFound("role", id));
    }

    private void requireFree(Tx tx, String name, UUID except) {
        if (store.nameTaken(tx, name, except)) {
            throw new Problem.Conflict("name", "belongs to another role; choose another");
        }
    }

    private static void requireGrantable(Set<Permission> permissions) {
        permissions.stream().filter(p -> !p.grantable()).sorted().findFirst().ifPresent(p -> {
            throw new Problem.Invalid("permissions", p.word() + " cannot be part of a role; leave it out");
        });
    }
}
