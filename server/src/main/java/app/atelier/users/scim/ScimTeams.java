package app.atelier.users.scim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.users.Team;
import app.atelier.users.TeamChanged;
import app.atelier.users.TeamCreated;
import app.atelier.users.TeamDeleted;
import app.atelier.users.teams.TeamStore;
import org.springframework.stereotype.Component;

/** A group of the identity provider is a team of the same id here: of its people, those who are members now. */
@Component
class ScimTeams {

    private final TeamStore teams;
    private final ScimGroupStore groups;
    private final Journal journal;

    ScimTeams(TeamStore teams, ScimGroupStore groups, Journal journal) {
        this.teams = teams;
        this.groups = groups;
        this.journal = journal;
    }

    /** @throws ScimError when a team that is no group has the name */
    void follow(Tx tx, Caller caller, ScimGroup group) {
        if (teams.nameTaken(tx, group.displayName(), group.id())) {
            throw ScimError.uniqueness("There is a team " + group.displayName() + " already; rename that, or the group");
        }
        var members = members(tx, group);
        var before = teams.lock(tx, group.id()).orElse(null);
        if (before == null) {
            var team = new Team(group.id(), group.displayName(), members, Instant.now().truncatedTo(ChronoUnit.MICROS), 1);
            teams.insert(tx, team);
            journal.record(tx, caller.person(), new TeamCreated(team));
        } else if (!before.name().equals(group.displayName()) || !before.memberIds().equals(members)) {
            var after = new Team(before.id(), group.displayName(), members, before.createdAt(), before.version() + 1);
            teams.update(tx, after);
            journal.record(tx, caller.person(), new TeamChanged(before, after));
        }
    }

    /** Somebody who was away is in their teams again. */
    void returned(Tx tx, Caller caller, UUID person) {
        groups.of(tx, person).forEach(group -> follow(tx, caller, group));
    }

    void dissolve(Tx tx, Caller caller, UUID group) {
        teams.lock(tx, group).ifPresent(team -> {
            teams.delete(tx, group);
            journal.record(tx, caller.person(), new TeamDeleted(team));
        });
    }

    private List<UUID> members(Tx tx, ScimGroup group) {
        return group.members().isEmpty() ? List.of()
                : teams.members(tx, group.members()).stream().sorted(Comparator.comparing(UUID::toString)).toList();
    }
}
