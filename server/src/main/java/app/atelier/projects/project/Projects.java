package app.atelier.projects.project;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import app.atelier.projects.ProjectRole;
import app.atelier.projects.people.People;
import app.atelier.projects.project.ProjectEvents.ProjectChanged;
import app.atelier.projects.project.ProjectEvents.ProjectCreated;
import app.atelier.projects.project.ProjectEvents.ProjectDeleted;
import app.atelier.projects.project.ProjectEvents.ProjectRestored;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people do with projects. */
@Component
public class Projects {

    private final Db db;
    private final ProjectStore store;
    private final People people;
    private final Journal journal;

    Projects(Db db, ProjectStore store, People people, Journal journal) {
        this.db = db;
        this.store = store;
        this.people = people;
        this.journal = journal;
    }

    /** What a new project is asked to be; null where the house decides. */
    public record Draft(UUID id, String name, @Nullable String key, String description, @Nullable Color color,
            @Nullable LocalDate startDate, @Nullable LocalDate dueDate) {
    }

    /** What an existing project should be. */
    public record Edit(String name, String key, String description, Color color, ProjectState state,
            @Nullable LocalDate startDate, @Nullable LocalDate dueDate, List<Added> people, List<ProjectTeam> teams,
            boolean restricted) {

        static Edit of(Project project) {
            var summary = project.summary();
            return new Edit(summary.name(), summary.key(), project.description(), summary.color(), summary.state(),
                    summary.startDate(), summary.dueDate(),
                    project.members().stream().map(m -> new Added(m.personId(), m.role())).toList(), project.teams(),
                    project.restricted());
        }

        /** With exactly these people; who is in it already keeps their role. */
        List<Added> people(List<UUID> ids) {
            var known = people.stream().collect(Collectors.toMap(Added::personId, Function.identity()));
            return new LinkedHashSet<>(ids).stream().map(id -> known.getOrDefault(id, new Added(id, null))).toList();
        }

        Edit with(List<Added> people, List<ProjectTeam> teams) {
            return new Edit(name, key, description, color, state, startDate, dueDate, people, teams, restricted);
        }
    }

    /** @param role null for what people of their kind usually are */
    public record Added(UUID personId, @Nullable ProjectRole role) {
    }

    /** @param made false when the same command had made it before */
    public record Made(Project project, boolean made) {
    }

    public Page<ProjectSummary> list(Caller caller, ProjectState state, int limit, @Nullable String cursor) {
        var after = cursor == null ? null : cursorKeys(cursor);
        var rows = db.replica(caller.organization(), tx -> store.list(tx, caller, state, after, limit));
        return Page.of(rows, limit, row -> Page.cursor(row.name().toLowerCase(Locale.ROOT), row.id()));
    }

    public Project read(Caller caller, UUID id) {
        return db.in(caller.organization(), tx -> find(tx, caller, id));
    }

    /** An empty project with the three usual statuses. */
    public Made create(Caller caller, Draft draft) {
        caller.require(Permission.PROJECTS_CREATE);
        requireOrder(draft.startDate(), draft.dueDate());
        return db.in(caller.organization(), tx -> {
            var existing = existing(tx, caller, draft);
            if (existing != null) {
                return new Made(existing, false);
            }
            var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            var project = blank(tx, draft, caller.person(), now, usualStatuses()).foundedBy(caller);
            store.insert(tx, project, 0);
            journal.record(tx, caller.person(), new ProjectCreated(project));
            return new Made(project, true);
        });
    }

    /**
     * A project that is nowhere written yet, with its key and colour chosen.
     *
     * @throws Problem.Conflict when the key asked for is taken
     */
    public Project blank(Tx tx, Draft draft, @Nullable UUID createdBy, Instant now, List<Status> statuses) {
        store.lockKeys(tx);
        var key = draft.key();
        if (key == null) {
            key = ProjectKey.suggest(draft.name(), candidate -> store.keyTaken(tx, candidate));
        } else {
            requireFreeKey(tx, key);
        }
        var color = draft.color() == null ? Color.at(Math.floorMod(draft.id().hashCode(), 9)) : draft.color();
        var summary = new ProjectSummary(draft.id(), key, draft.name(), color, ProjectState.ACTIVE, draft.startDate(),
                draft.dueDate(), 0, 0, null, now, 1);
        return new Project(summary, draft.description(), statuses, List.of(), List.of(), createdBy, now);
    }

    /** The same command sent again finds what it made; other content under its id is a conflict. */
    public @Nullable Project existing(Tx tx, Caller caller, Draft draft) {
        if (!store.exists(tx, draft.id())) {
            return null;
        }
        var existing = store.find(tx, caller, draft.id());
        if (existing.isEmpty() || !existing.get().name().equals(draft.name())) {
            throw new Problem.Conflict("id", "belongs to another project; make a new id");
        }
        return existing.get();
    }

    /** Changes what {@code edit} makes of the project as it is; nothing happens when it makes the same of it. */
    public Project change(Caller caller, UUID id, @Nullable String ifMatch, Function<Edit, Edit> edit) {
        return db.in(caller.organization(), tx -> {
            var before = lock(tx, caller, id);
            Versions.require(ifMatch, before.version());
            var wanted = edit.apply(Edit.of(before));
            requireOrder(wanted.startDate(), wanted.dueDate());
            if (!wanted.key().equals(before.key())) {
                store.lockKeys(tx);
                requireFreeKey(tx, wanted.key());
            }
            var after = edited(before, wanted, members(tx, caller, before, wanted), teams(tx, before, wanted));
            var changes = changes(before, after);
            if (changes.isEmpty()) {
                return before;
            }
            store.update(tx, after);
            journal.record(tx, caller.person(), new ProjectChanged(id, after.name(), changes.before(), changes.after()));
            return after;
        });
    }

    /** To the trash; its tasks go with it and come back with it. */
    public void delete(Caller caller, UUID id, @Nullable String ifMatch) {
        db.in(caller.organization(), tx -> {
            var project = lock(tx, caller, id);
            Versions.require(ifMatch, project.version());
            store.delete(tx, id, Instant.now());
            journal.record(tx, caller.person(), new ProjectDeleted(id, project.name()));
            return null;
        });
    }

    public Project restore(Caller caller, UUID id) {
        caller.require(Permission.PROJECTS_CREATE);
        return db.in(caller.organization(), tx -> {
            var restored = store.restore(tx, id);
            var project = find(tx, caller, id);
            if (restored) {
                journal.record(tx, caller.person(), new ProjectRestored(id, project));
            }
            return project;
        });
    }

    private Project find(Tx tx, Caller caller, UUID id) {
        return store.find(tx, caller, id).orElseThrow(() -> new Problem.NotFound("project", id));
    }

    private Project lock(Tx tx, Caller caller, UUID id) {
        store.lock(tx, caller, id, Permission.PROJECT_MANAGE);
        return find(tx, caller, id);
    }

    private List<ProjectMember> members(Tx tx, Caller caller, Project before, Edit wanted) {
        var known = Set.copyOf(before.memberIds());
        people.requireMembers(tx, "memberIds", wanted.people().stream().map(Added::personId).filter(p -> !known.contains(p)).toList());
        var members = new TreeMap<UUID, ProjectRole>(Comparator.comparing(UUID::toString));
        for (var added : wanted.people()) {
            members.put(added.personId(), added.role() != null ? added.role()
                    : people.isGuest(tx, added.personId()) ? ProjectRole.COMMENTER : ProjectRole.EDITOR);
        }
        if (wanted.restricted() && !before.restricted()) {
            // Who closes a project stays in it.
            members.put(caller.person(), ProjectRole.LEAD);
        }
        return members.entrySet().stream().map(m -> new ProjectMember(m.getKey(), m.getValue())).toList();
    }

    private List<ProjectTeam> teams(Tx tx, Project before, Edit wanted) {
        var known = before.teams().stream().map(ProjectTeam::teamId).collect(Collectors.toSet());
        people.requireTeams(tx, "teamId", wanted.teams().stream().map(ProjectTeam::teamId).filter(t -> !known.contains(t)).toList());
        return wanted.teams();
    }

    private static Project edited(Project before, Edit wanted, List<ProjectMember> members, List<ProjectTeam> teams) {
        var old = before.summary();
        var summary = new ProjectSummary(old.id(), wanted.key(), wanted.name(), wanted.color(), wanted.state(),
                wanted.startDate(), wanted.dueDate(), old.openTasks(), old.doneTasks(), old.origin(),
                Instant.now().truncatedTo(ChronoUnit.MICROS), old.version() + 1);
        return new Project(summary, wanted.description(), before.statuses(), before.labels(), before.milestones(), members, teams,
                wanted.restricted(), before.createdBy(), before.createdAt());
    }

    private static Changes changes(Project before, Project after) {
        var old = before.summary();
        var now = after.summary();
        return new Changes()
                .field("name", old.name(), now.name())
                .field("key", old.key(), now.key())
                .field("description", before.description(), after.description())
                .field("color", old.color(), now.color())
                .field("state", old.state(), now.state())
                .field("startDate", old.startDate(), now.startDate())
                .field("dueDate", old.dueDate(), now.dueDate())
                .field("memberIds", before.memberIds(), after.memberIds())
                .field("members", before.members(), after.members())
                .field("teams", before.teams(), after.teams())
                .field("restricted", before.restricted(), after.restricted())
                .along("updatedAt", now.updatedAt())
                .along("version", now.version());
    }

    private void requireFreeKey(Tx tx, String key) {
        if (store.keyTaken(tx, key)) {
            throw new Problem.Conflict("key", "is used by another project; choose another");
        }
    }

    private static void requireOrder(@Nullable LocalDate start, @Nullable LocalDate due) {
        if (start != null && due != null && due.isBefore(start)) {
            throw new Problem.Invalid("dueDate", "must not be before the start date");
        }
    }

    private static List<String> cursorKeys(String cursor) {
        var keys = Page.keys(cursor, 2);
        try {
            UUID.fromString(keys.getLast());
            return keys;
        } catch (IllegalArgumentException _) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }

    private static List<Status> usualStatuses() {
        return List.of(new Status(Ids.next(), "To do", StatusCategory.TODO, "F", null),
                new Status(Ids.next(), "In progress", StatusCategory.DOING, "V", null),
                new Status(Ids.next(), "Done", StatusCategory.DONE, "k", null));
    }
}
