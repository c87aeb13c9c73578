package app.atelier.projects.project;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import app.atelier.platform.db.Db;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Problem;
import app.atelier.projects.project.ProjectEvents.Happened;
import app.atelier.projects.project.ProjectEvents.LabelEvent;
import app.atelier.projects.project.ProjectEvents.MilestoneEvent;
import app.atelier.projects.project.ProjectEvents.StatusEvent;
import app.atelier.projects.tasks.Position;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people do with the statuses, labels and milestones of a project. */
@Component
class Parts {

    static final int MAX_STATUSES = 50;
    static final int MAX_LABELS = 500;
    static final int MAX_MILESTONES = 200;

    private final Db db;
    private final ProjectStore projects;
    private final PartStore store;
    private final StatusMoves moves;
    private final Journal journal;

    Parts(Db db, ProjectStore projects, PartStore store, StatusMoves moves, Journal journal) {
        this.db = db;
        this.projects = projects;
        this.store = store;
        this.moves = moves;
        this.journal = journal;
    }

    record Made<T>(T part, boolean made) {
    }

    Made<Status> addStatus(Caller caller, UUID project, UUID id, String name, StatusCategory category,
            @Nullable String position, @Nullable Integer wipLimit) {
        return inProject(caller, project, Permission.PROJECT_MANAGE, tx -> {
            var all = store.statuses(tx, project);
            var known = byId(all, Status::id, id);
            if (known != null) {
                return same(known, known.name().equals(name), "status");
            }
            requireRoom("statuses", all.size(), MAX_STATUSES);
            requireFree(all.stream().map(Status::name).toList(), name);
            var last = all.isEmpty() ? null : all.getLast().position();
            var status = new Status(id, name, category, position == null ? Position.after(last) : position, wipLimit);
            store.save(tx, project, status);
            journal.record(tx, caller.person(), new StatusEvent(Happened.CREATED, project, status, null));
            return new Made<>(status, true);
        });
    }

    Status changeStatus(Caller caller, UUID project, UUID id, Function<Status, Status> edit) {
        return inProject(caller, project, Permission.PROJECT_MANAGE, tx -> {
            var all = store.statuses(tx, project);
            var before = found(byId(all, Status::id, id), "status", id);
            var after = edit.apply(before);
            if (after.equals(before)) {
                return before;
            }
            requireFree(all.stream().filter(s -> !s.id().equals(id)).map(Status::name).toList(), after.name());
            requireCategories(all.stream().map(s -> s.id().equals(id) ? after : s).toList());
            store.save(tx, project, after);
            journal.record(tx, caller.person(), new StatusEvent(Happened.CHANGED, project, after, before));
            if (after.category() != before.category()) {
                moves.recategorize(tx, caller, project, after);
            }
            return after;
        });
    }

    void deleteStatus(Caller caller, UUID project, UUID id, @Nullable UUID moveTo) {
        inProject(caller, project, Permission.PROJECT_MANAGE, tx -> {
            var all = store.statuses(tx, project);
            var status = found(byId(all, Status::id, id), "status", id);
            requireCategories(all.stream().filter(s -> !s.id().equals(id)).toList());
            if (store.tasksIn(tx, id) > 0) {
                if (moveTo == null) {
                    throw new Problem.Conflict("There are tasks in the status “" + status.name()
                            + "”. Name another status with ?moveTo= to put them there.");
                }
                var target = byId(all, Status::id, moveTo);
                if (target == null || moveTo.equals(id)) {
                    throw new Problem.Invalid("moveTo", "must be another status of this project");
                }
                moves.moveAll(tx, caller, project, id, target);
            }
            store.deleteStatus(tx, id);
            journal.record(tx, caller.person(), new StatusEvent(Happened.DELETED, project, status, status));
            return status;
        });
    }

    Made<Label> addLabel(Caller caller, UUID project, UUID id, String name, Color color) {
        return inProject(caller, project, Permission.WORK_EDIT, tx -> {
            var all = store.labels(tx, project);
            var known = byId(all, Label::id, id);
            if (known != null) {
                return same(known, known.name().equals(name), "label");
            }
            requireRoom("labels", all.size(), MAX_LABELS);
            requireFree(all.stream().map(Label::name).toList(), name);
            var label = new Label(id, name, color);
            store.save(tx, project, label);
            journal.record(tx, caller.person(), new LabelEvent(Happened.CREATED, project, label, null));
            return new Made<>(label, true);
        });
    }

    Label changeLabel(Caller caller, UUID project, UUID id, Function<Label, Label> edit) {
        return inProject(caller, project, Permission.WORK_EDIT, tx -> {
            var all = store.labels(tx, project);
            var before = found(byId(all, Label::id, id), "label", id);
            var after = edit.apply(before);
            if (after.equals(before)) {
                return before;
            }
            requireFree(all.stream().filter(l -> !l.id().equals(id)).map(Label::name).toList(), after.name());
            store.save(tx, project, after);
            journal.record(tx, caller.person(), new LabelEvent(Happened.CHANGED, project, after, before));
            return after;
        });
    }

    void deleteLabel(Caller caller, UUID project, UUID id) {
        inProject(caller, project, Permission.WORK_EDIT, tx -> {
            var label = found(store.label(tx, project, id).orElse(null), "label", id);
            store.deleteLabel(tx, project, id);
            journal.record(tx, caller.person(), new LabelEvent(Happened.DELETED, project, label, label));
            return label;
        });
    }

    Made<Milestone> addMilestone(Caller caller, UUID project, Milestone wanted, @Nullable String position) {
        requireOrder(wanted.startDate(), wanted.dueDate());
        return inProject(caller, project, Permission.PROJECT_MANAGE, tx -> {
            var all = store.milestones(tx, project);
            var known = byId(all, Milestone::id, wanted.id());
            if (known != null) {
                return same(known, known.name().equals(wanted.name()), "milestone");
            }
            requireRoom("milestones", all.size(), MAX_MILESTONES);
            var last = all.isEmpty() ? null : all.getLast().position();
            var milestone = new Milestone(wanted.id(), wanted.name(), wanted.description(), wanted.startDate(),
                    wanted.dueDate(), wanted.completedAt(), position == null ? Position.after(last) : position);
            store.save(tx, project, milestone);
            journal.record(tx, caller.person(), new MilestoneEvent(Happened.CREATED, project, milestone, null));
            return new Made<>(milestone, true);
        });
    }

    Milestone changeMilestone(Caller caller, UUID project, UUID id, Function<Milestone, Milestone> edit) {
        return inProject(caller, project, Permission.PROJECT_MANAGE, tx -> {
            var before = found(store.milestone(tx, project, id).orElse(null), "milestone", id);
            var after = edit.apply(before);
            requireOrder(after.startDate(), after.dueDate());
            if (!after.equals(before)) {
                store.save(tx, project, after);
                journal.record(tx, caller.person(), new MilestoneEvent(Happened.CHANGED, project, after, before));
            }
            return after;
        });
    }

    void deleteMilestone(Caller caller, UUID project, UUID id) {
        inProject(caller, project, Permission.PROJECT_MANAGE, tx -> {
            var milestone = found(store.milestone(tx, project, id).orElse(null), "milestone", id);
            store.deleteMilestone(tx, id);
            journal.record(tx, caller.person(), new MilestoneEvent(Happened.DELETED, project, milestone, milestone));
            return milestone;
        });
    }

    /** With the project locked: two people cannot take the last status each. */
    private <T> T inProject(Caller caller, UUID project, Permission permission, Db.Work<T> work) {
        return db.in(caller.organization(), tx -> {
            projects.lock(tx, caller, project, permission);
            return work.run(tx);
        });
    }

    private static <T> @Nullable T byId(List<T> all, Function<T, UUID> idOf, UUID id) {
        for (var one : all) {
            if (idOf.apply(one).equals(id)) {
                return one;
            }
        }
        return null;
    }

    private static <T> T found(@Nullable T part, String what, UUID id) {
        if (part == null) {
            throw new Problem.NotFound(what, id);
        }
        return part;
    }

    private static <T> Made<T> same(T known, boolean sameContent, String what) {
        if (!sameContent) {
            throw new Problem.Conflict("id", "belongs to another " + what + "; make a new id");
        }
        return new Made<>(known, false);
    }

    private static void requireRoom(String what, int there, int most) {
        if (there >= most) {
            throw new Problem.Conflict("A project has at most " + most + " " + what + ". Delete one that nobody uses.");
        }
    }

    private static void requireFree(List<String> taken, String name) {
        if (taken.stream().anyMatch(name::equalsIgnoreCase)) {
            throw new Problem.Conflict("name", "is used already in this project; choose another");
        }
    }

    /** Without a first and a last column there is nowhere to begin and nowhere to arrive. */
    private static void requireCategories(List<Status> statuses) {
        if (statuses.stream().allMatch(s -> s.category() == StatusCategory.DONE)) {
            throw new Problem.Conflict("A project needs at least one status that is not done.");
        }
    }

    private static void requireOrder(@Nullable LocalDate start, @Nullable LocalDate due) {
        if (start != null && due != null && due.isBefore(start)) {
            throw new Problem.Invalid("dueDate", "must not be before the start date");
        }
    }
}
