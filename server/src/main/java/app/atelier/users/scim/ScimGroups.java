package app.atelier.users.scim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** An identity provider keeps an organization's groups, which are teams here. */
@Component
class ScimGroups {

    private static final int LONGEST = 255;
    /** As long as a team's name. */
    private static final int LONGEST_NAME = 100;
    /** {@code members[value eq "…"]}, as a path without spaces. */
    private static final Pattern ONE_MEMBER = Pattern.compile("members\\[valueeq\"([^\"]*)\"]");

    private final Db db;
    private final ScimGroupStore store;
    private final ScimUserStore users;
    private final ScimTeams teams;

    ScimGroups(Db db, ScimGroupStore store, ScimUserStore users, ScimTeams teams) {
        this.db = db;
        this.store = store;
        this.users = users;
        this.teams = teams;
    }

    record Found(int total, List<ScimGroup> groups) {
    }

    /** What is to be of a group. */
    private record Wanted(String displayName, @Nullable String externalId, Set<UUID> members) {
    }

    Found list(Caller caller, @Nullable String filter, int offset, int limit) {
        caller.require(Permission.MEMBERS_MANAGE);
        var wanted = ScimFilter.of(filter, ScimGroupStore.ATTRIBUTES);
        return db.in(caller.organization(), tx -> new Found(store.count(tx, wanted),
                limit == 0 ? List.of() : store.page(tx, wanted, offset, limit)));
    }

    ScimGroup read(Caller caller, UUID id) {
        caller.require(Permission.MEMBERS_MANAGE);
        return db.in(caller.organization(), tx -> group(tx, id));
    }

    ScimGroup create(Caller caller, JsonNode body) {
        caller.require(Permission.MEMBERS_MANAGE);
        var wanted = whole(body);
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return write(caller, tx -> save(tx, caller, new ScimGroup(Ids.next(), wanted.displayName(), wanted.externalId(), List.of(), now, now, 0), wanted));
    }

    ScimGroup replace(Caller caller, UUID id, JsonNode body, @Nullable String ifMatch) {
        caller.require(Permission.MEMBERS_MANAGE);
        var wanted = whole(body);
        return write(caller, tx -> save(tx, caller, current(tx, id, ifMatch), wanted));
    }

    ScimGroup patch(Caller caller, UUID id, JsonNode body, @Nullable String ifMatch) {
        caller.require(Permission.MEMBERS_MANAGE);
        var patch = ScimPatch.of(body);
        return write(caller, tx -> {
            var before = current(tx, id, ifMatch);
            var wanted = new Wanted(before.displayName(), before.externalId(), new LinkedHashSet<>(before.members()));
            for (var change : patch.changes()) {
                wanted = changed(wanted, change);
            }
            return save(tx, caller, before, wanted);
        });
    }

    void delete(Caller caller, UUID id) {
        caller.require(Permission.MEMBERS_MANAGE);
        db.in(caller.organization(), tx -> {
            if (!store.delete(tx, id)) {
                throw ScimError.notFound("group", id);
            }
            teams.dissolve(tx, caller, id);
            return null;
        });
    }

    private ScimGroup write(Caller caller, Db.Work<ScimGroup> work) {
        try {
            return db.in(caller.organization(), work);
        } catch (IntegrityConstraintViolationException e) {
            throw ScimError.uniqueness("displayName was taken just now");
        }
    }

    private ScimGroup current(Tx tx, UUID id, @Nullable String ifMatch) {
        store.lock(tx, id);
        var group = group(tx, id);
        Scim.requireVersion(ifMatch, group.version());
        return group;
    }

    private ScimGroup save(Tx tx, Caller caller, ScimGroup before, Wanted wanted) {
        if (store.nameTaken(tx, wanted.displayName(), before.id())) {
            throw ScimError.uniqueness("There is a group " + wanted.displayName() + " already");
        }
        var joining = wanted.members().stream().filter(m -> !before.members().contains(m)).toList();
        var leaving = before.members().stream().filter(m -> !wanted.members().contains(m)).toList();
        requireUsers(tx, joining);
        store.save(tx, new ScimGroup(before.id(), wanted.displayName(), wanted.externalId(), List.of(), before.createdAt(),
                Instant.now().truncatedTo(ChronoUnit.MICROS), before.version() + 1));
        store.remove(tx, before.id(), leaving);
        store.add(tx, before.id(), joining);
        var after = group(tx, before.id());
        teams.follow(tx, caller, after);
        return after;
    }

    private void requireUsers(Tx tx, Collection<UUID> people) {
        if (!people.isEmpty()) {
            var known = users.known(tx, people);
            people.stream().filter(p -> !known.contains(p)).findFirst().ifPresent(p -> {
                throw ScimError.invalidValue("members: there is no user " + p);
            });
        }
    }

    private static Wanted whole(JsonNode body) {
        if (!body.isObject()) {
            throw new ScimError(400, "invalidSyntax", "The body must be a JSON object");
        }
        return new Wanted(name(Scim.at(body, "displayName")), Scim.text(Scim.at(body, "externalId"), "externalId", LONGEST),
                members(Scim.at(body, "members")));
    }

    private static Wanted changed(Wanted wanted, ScimPatch.Change change) {
        var value = change.value();
        var removing = change.operation() == ScimPatch.Operation.REMOVE;
        var one = ONE_MEMBER.matcher(change.plain());
        var members = new LinkedHashSet<>(wanted.members());
        if (one.matches()) {
            if (removing) {
                members.remove(id(one.group(1)));
            }
            return new Wanted(wanted.displayName(), wanted.externalId(), members);
        }
        switch (change.plain()) {
            case "displayname" -> {
                return new Wanted(name(removing ? null : value), wanted.externalId(), members);
            }
            case "externalid" -> {
                return new Wanted(wanted.displayName(), removing ? null : Scim.text(value, "externalId", LONGEST), members);
            }
            case "members" -> {
                // Entra ID names those to remove in the value; without one, all are meant.
                var named = members(value);
                if (removing) {
                    members.removeAll(value == null ? Set.copyOf(members) : named);
                } else if (change.operation() == ScimPatch.Operation.REPLACE) {
                    members = new LinkedHashSet<>(named);
                } else {
                    members.addAll(named);
                }
                return new Wanted(wanted.displayName(), wanted.externalId(), members);
            }
            default -> {
                return wanted;
            }
        }
    }

    private static String name(@Nullable JsonNode value) {
        var name = Scim.text(value, "displayName", LONGEST_NAME);
        if (name == null) {
            throw ScimError.invalidValue("displayName must not be empty");
        }
        return name;
    }

    private static Set<UUID> members(@Nullable JsonNode value) {
        var members = new LinkedHashSet<UUID>();
        if (value != null && value.isObject()) {
            members.add(member(value));
        } else if (value != null) {
            value.forEach(one -> members.add(member(one)));
        }
        return members;
    }

    private static UUID member(JsonNode member) {
        var value = member.isObject() ? Scim.at(member, "value") : member;
        return id(value == null ? "" : value.asString(""));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ScimError.invalidValue("members: '" + text + "' is no user's id");
        }
    }

    private ScimGroup group(Tx tx, UUID id) {
        return store.find(tx, id).orElseThrow(() -> ScimError.notFound("group", id));
    }
}
