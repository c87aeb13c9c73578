package app.atelier.users.teams;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import app.atelier.users.Team;
import app.atelier.users.TeamChanged;
import app.atelier.users.TeamCreated;
import app.atelier.users.TeamDeleted;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What admins do with teams. What a team may do in which project is said there. */
@Component
class Teams {

    static final int MOST = 500;

    private final Db db;
    private final TeamStore store;
    private final Journal journal;

    Teams(Db db, TeamStore store, Journal journal) {
        this.db = db;
        this.store = store;
        this.journal = journal;
    }

    /** What a team is to be. */
    record Draft(String name, List<UUID> memberIds) {

        /** Each person once, in the order they are kept in. */
        Draft {
            memberIds = memberIds.stream().distinct().sorted(Comparator.comparing(UUID::toString)).toList();
        }

        boolean describes(Team team) {
            return name.equals(team.name()) && memberIds.equals(team.memberIds());
        }
    }

    /** @param made false when the same command had made it before */
    record Made(Team team, boolean made) {
    }

    List<Team> all(Caller caller) {
        caller.require(Permission.ORGANIZATION_READ);
        return db.in(caller.organization(), store::all);
    }

    Team read(Caller caller, UUID id) {
        caller.require(Permission.ORGANIZATION_READ);
        return db.in(caller.organization(), tx -> store.find(tx, id)).orElseThrow(() -> new Problem.NotFound("team", id));
    }

    Made create(Caller caller, @Nullable UUID asked, Draft draft) {
        caller.require(Permission.MEMBERS_MANAGE);
        var id = asked == null ? Ids.next() : asked;
        return db.in(caller.organization(), tx -> {
            var known = store.find(tx, id).orElse(null);
            if (known != null) {
                if (!draft.describes(known)) {
                    throw new Problem.Conflict("id", "belongs to another team; make a new id");
                }
                return new Made(known, false);
            }
            requireFree(tx, draft.name(), id);
            requireMembers(tx, draft.memberIds());
            if (store.count(tx) >= MOST) {
                throw new Problem.Conflict("An organization has at most " + MOST + " teams. Delete one that nobody needs.");
            }
            var team = new Team(id, draft.name(), draft.memberIds(), Instant.now().truncatedTo(ChronoUnit.MICROS), 1);
            store.insert(tx, team);
            journal.record(tx, caller.person(), new TeamCreated(team));
            return new Made(team, true);
        });
    }

    Team change(Caller caller, UUID id, @Nullable String ifMatch, UnaryOperator<Draft> edit) {
        caller.require(Permission.MEMBERS_MANAGE);
        return db.in(caller.organization(), tx -> {
            var before = store.lock(tx, id).orElseThrow(() -> new Problem.NotFound("team", id));
            Versions.require(ifMatch, before.version());
            var draft = edit.apply(new Draft(before.name(), before.memberIds()));
            if (draft.describes(before)) {
                return before;
            }
            requireFree(tx, draft.name(), id);
            requireMembers(tx, draft.memberIds());
            var after = new Team(id, draft.name(), draft.memberIds(), before.createdAt(), before.version() + 1);
            store.update(tx, after);
            journal.record(tx, caller.person(), new TeamChanged(before, after));
            return after;
        });
    }

    void delete(Caller caller, UUID id, @Nullable String ifMatch) {
        caller.require(Permission.MEMBERS_MANAGE);
        db.in(caller.organization(), tx -> {
            var team = store.lock(tx, id).orElseThrow(() -> new Problem.NotFound("team", id));
            Versions.require(ifMatch, team.version());
            store.delete(tx, id);
            journal.record(tx, caller.person(), new TeamDeleted(team));
            return null;
        });
    }

    private void requireFree(Tx tx, String name, UUID except) {
        if (store.nameTaken(tx, name, except)) {
            throw new Problem.Conflict("name", "belongs to another team; choose another");
        }
    }

    private void requireMembers(Tx tx, List<UUID> people) {
        if (people.isEmpty()) {
            return;
        }
        var missing = new HashSet<>(people);
        missing.removeAll(store.members(tx, people));
        if (!missing.isEmpty()) {
            throw new Problem.Invalid("memberIds", missing.iterator().next() + " is not a member of your organization");
        }
    }
}
