package app.atelier.projects.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.atelier.platform.db.Db;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Problem;
import app.atelier.projects.project.Projects.Added;
import org.springframework.stereotype.Component;

/** Adding people and teams to a project, and taking them out. Each is a change of the project. */
@Component
class ProjectMembers {

    static final int MAX_PEOPLE = 500;
    static final int MAX_TEAMS = 50;

    private final Db db;
    private final Projects projects;
    private final ProjectStore store;

    ProjectMembers(Db db, Projects projects, ProjectStore store) {
        this.db = db;
        this.projects = projects;
        this.store = store;
    }

    List<ProjectMember> people(Caller caller, UUID project) {
        return projects.read(caller, project).members();
    }

    List<ProjectTeam> teams(Caller caller, UUID project) {
        return projects.read(caller, project).teams();
    }

    ProjectMember person(Caller caller, UUID project, UUID person) {
        return people(caller, project).stream().filter(m -> m.personId().equals(person)).findFirst()
                .orElseThrow(() -> new Problem.NotFound("member", person));
    }

    ProjectMember put(Caller caller, UUID project, ProjectMember member) {
        projects.change(caller, project, null, old -> {
            var people = old.people().stream().filter(p -> !p.personId().equals(member.personId()));
            var all = Stream.concat(people, Stream.of(new Added(member.personId(), member.role()))).toList();
            requireRoom("people", all.size(), MAX_PEOPLE);
            return old.with(all, old.teams());
        });
        return member;
    }

    ProjectTeam put(Caller caller, UUID project, ProjectTeam team) {
        projects.change(caller, project, null, old -> {
            var teams = new ArrayList<>(old.teams().stream().filter(t -> !t.teamId().equals(team.teamId())).toList());
            teams.add(team);
            requireRoom("teams", teams.size(), MAX_TEAMS);
            teams.sort(Comparator.comparing(t -> t.teamId().toString()));
            return old.with(old.people(), List.copyOf(teams));
        });
        return team;
    }

    void removePerson(Caller caller, UUID project, UUID person) {
        projects.change(caller, project, null, old -> {
            var left = old.people().stream().filter(p -> !p.personId().equals(person)).toList();
            if (left.size() == old.people().size()) {
                throw new Problem.NotFound("member", person);
            }
            return old.with(left, old.teams());
        });
    }

    void removeTeam(Caller caller, UUID project, UUID team) {
        projects.change(caller, project, null, old -> {
            var left = old.teams().stream().filter(t -> !t.teamId().equals(team)).toList();
            if (left.size() == old.teams().size()) {
                throw new Problem.NotFound("team", team);
            }
            return old.with(old.people(), left);
        });
    }

    Set<Permission> permissions(Caller caller, UUID project) {
        return db.in(caller.organization(), tx -> {
            if (store.ref(tx, caller, project).isEmpty()) {
                throw new Problem.NotFound("project", project);
            }
            return Stream.of(Permission.values()).filter(p -> p.reach() == Permission.Reach.PROJECT)
                    .filter(p -> store.may(tx, caller, project, p)).collect(Collectors.toCollection(java.util.TreeSet::new));
        });
    }

    private static void requireRoom(String what, int there, int most) {
        if (there > most) {
            throw new Problem.Conflict("A project has at most " + most + " " + what + ". Add a team instead, or take somebody out.");
        }
    }
}
