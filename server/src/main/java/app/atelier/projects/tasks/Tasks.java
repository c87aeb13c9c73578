package app.atelier.projects.tasks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
import app.atelier.projects.ProjectAccess.ProjectRef;
import app.atelier.projects.people.People;
import app.atelier.projects.project.PartStore;
import app.atelier.projects.project.ProjectGuard;
import app.atelier.projects.project.ProjectStore;
import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.TaskEvents.TaskChanged;
import app.atelier.projects.tasks.TaskEvents.TaskCreated;
import app.atelier.projects.tasks.TaskEvents.TaskDeleted;
import app.atelier.projects.tasks.TaskEvents.TaskRestored;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people do with single tasks. */
@Component
class Tasks {

    private final Db db;
    private final TaskStore store;
    private final ProjectStore projects;
    private final PartStore parts;
    private final People people;
    private final Journal journal;

    Tasks(Db db, TaskStore store, ProjectStore projects, PartStore parts, People people, Journal journal) {
        this.db = db;
        this.store = store;
        this.projects = projects;
        this.parts = parts;
        this.people = people;
        this.journal = journal;
    }

    /** A new task's place: its status, and where it stands; null where the house decides. */
    record Place(@Nullable UUID statusId, @Nullable String position) {
    }

    /** Makes the wanted task once its status and position are known. */
    @FunctionalInterface
    interface Draft {
        TaskEdit at(UUID statusId, String position);
    }

    /** @param made false when the same command had made it before */
    record Made(Task task, boolean made) {
    }

    Task read(Caller caller, UUID id) {
        return db.in(caller.organization(), tx -> store.find(tx, caller, id))
                .orElseThrow(() -> new Problem.NotFound("task", id));
    }

    /** @param asked the client's id for it, or null for a new one */
    Made create(Caller caller, UUID projectId, @Nullable UUID asked, Place place, Draft draft) {
        var id = asked == null ? Ids.next() : asked;
        return db.in(caller.organization(), tx -> {
            var end = store.end(tx, caller, projectId).orElseThrow(() -> new Problem.NotFound("project", projectId));
            var project = end.project();
            if (!end.mayEdit()) {
                throw ProjectGuard.refusal(caller, Permission.WORK_EDIT);
            }
            var existing = asked == null ? null : existing(tx, caller, project, id, draft, place);
            if (existing != null) {
                return new Made(existing, false);
            }
            var wanted = draft.at(place.statusId() != null ? place.statusId() : end.firstStatus(),
                    place.position() != null ? place.position() : Position.after(end.lastPosition()));
            requireKnown(tx, projectId, id, null, wanted);
            var category = wanted.statusId().equals(end.firstStatus()) ? end.firstCategory()
                    : category(tx, projectId, wanted.statusId());
            var number = projects.takeNumbers(tx, projectId, 1);
            if (number > TaskLimits.PER_PROJECT && store.countLive(tx, projectId) >= TaskLimits.PER_PROJECT) {
                throw new Problem.Conflict("A project holds at most " + TaskLimits.PER_PROJECT
                        + " tasks. Delete old ones, or begin another project.");
            }
            var task = Task.made(id, projectId, project.key(), project.name(), number, wanted, category, caller.person(),
                    now());
            store.insert(tx, task);
            journal.record(tx, caller.person(), new TaskCreated(task, null));
            return new Made(task, true);
        });
    }

    /** Changes what {@code edit} makes of the task as it is; nothing happens when it makes the same of it. */
    Task change(Caller caller, UUID id, @Nullable String ifMatch, UnaryOperator<TaskEdit> edit) {
        return db.in(caller.organization(), tx -> {
            var before = store.lock(tx, caller, id, Permission.WORK_EDIT);
            Versions.require(ifMatch, before.version());
            var old = TaskEdit.of(before);
            var wanted = edit.apply(old);
            if (wanted.equals(old)) {
                return before;
            }
            requireKnown(tx, before.projectId(), id, old, wanted);
            var category = wanted.statusId().equals(old.statusId()) ? categoryOf(before)
                    : category(tx, before.projectId(), wanted.statusId());
            var after = before.edited(wanted, category, now());
            write(tx, caller, before, after);
            return after;
        });
    }

    /** To the trash, with the tasks under it. */
    void delete(Caller caller, UUID id, @Nullable String ifMatch) {
        db.in(caller.organization(), tx -> {
            var task = store.lock(tx, caller, id, Permission.WORK_EDIT);
            Versions.require(ifMatch, task.version());
            var tree = store.subtree(tx, id);
            store.setDeleted(tx, tree.stream().map(Task::id).toList(), now());
            tree.forEach(t -> journal.record(tx, caller.person(), new TaskDeleted(t.projectId(), t)));
            return null;
        });
    }

    /** Out of the trash, with the tasks that went there together with it. */
    Task restore(Caller caller, UUID id) {
        return db.in(caller.organization(), tx -> {
            var deleted = store.lockDeleted(tx, caller, id).orElse(null);
            if (deleted == null) {
                return store.lock(tx, caller, id, Permission.WORK_EDIT);
            }
            if (!projects.may(tx, caller, deleted.projectId(), Permission.WORK_EDIT)) {
                throw ProjectGuard.refusal(caller, Permission.WORK_EDIT);
            }
            var tree = store.subtree(tx, id);
            store.setDeleted(tx, tree.stream().map(Task::id).toList(), null);
            tree.forEach(t -> journal.record(tx, caller.person(), new TaskRestored(t.projectId(), t)));
            var parent = deleted.summary().parentId();
            if (parent != null && !store.isIn(tx, deleted.projectId(), parent)) {
                // The parent stays in the trash; the task comes back on its own.
                return alone(tx, caller, deleted);
            }
            return deleted;
        });
    }

    private Task alone(Tx tx, Caller caller, Task task) {
        var after = task.edited(TaskEdit.of(task).withoutParent(), categoryOf(task), now());
        write(tx, caller, task, after);
        return after;
    }

    private void write(Tx tx, Caller caller, Task before, Task after) {
        var changes = before.changesTo(after);
        store.update(tx, before, after);
        journal.record(tx, caller.person(), new TaskChanged(after.id(), after.projectId(), after.summary().key(),
                after.summary().title(), changes.before(), changes.after()));
    }

    /** The same command sent again finds what it made; other content under its id is a conflict. */
    private @Nullable Task existing(Tx tx, Caller caller, ProjectRef project, UUID id, Draft draft, Place place) {
        if (!store.exists(tx, id)) {
            return null;
        }
        var found = store.find(tx, caller, id).orElse(null);
        if (found == null || !found.projectId().equals(project.id())) {
            throw new Problem.Conflict("id", "belongs to another task; make a new id");
        }
        var first = found.summary();
        var wanted = draft.at(place.statusId() == null ? first.statusId() : place.statusId(),
                place.position() == null ? first.position() : place.position());
        if (!wanted.title().equals(first.title())) {
            throw new Problem.Conflict("id", "belongs to another task; make a new id");
        }
        return found;
    }

    /**
     * Holds every reference that is new against what the project has.
     *
     * @param old the task as it was, or null for a new one
     * @throws Problem.Invalid naming the field that refers to nothing
     */
    private void requireKnown(Tx tx, UUID project, UUID id, @Nullable TaskEdit old, TaskEdit wanted) {
        var labels = newOnes(old == null ? List.of() : old.labelIds(), wanted.labelIds());
        if (!labels.isEmpty()) {
            labels.removeAll(store.knownLabels(tx, project, labels));
            if (!labels.isEmpty()) {
                throw new Problem.Invalid("labelIds", labels.getFirst() + " is no label of this project");
            }
        }
        people.requireMembers(tx, "assigneeIds", newOnes(old == null ? List.of() : old.assigneeIds(), wanted.assigneeIds()));
        var milestone = wanted.milestoneId();
        if (milestone != null && (old == null || !milestone.equals(old.milestoneId()))
                && parts.milestone(tx, project, milestone).isEmpty()) {
            throw new Problem.Invalid("milestoneId", milestone + " is no milestone of this project");
        }
        var parent = wanted.parentId();
        if (parent != null && (old == null || !parent.equals(old.parentId()))) {
            requireParent(tx, project, id, parent);
        }
    }

    /** @throws Problem.Invalid when the project has no such status */
    private StatusCategory category(Tx tx, UUID project, UUID status) {
        return parts.status(tx, project, status).orElseThrow(() ->
                new Problem.Invalid("statusId", status + " is no status of this project")).category();
    }

    /** What its status means, as far as the task itself shows: whether it is complete. */
    private static StatusCategory categoryOf(Task task) {
        return task.summary().completedAt() == null ? StatusCategory.TODO : StatusCategory.DONE;
    }

    private void requireParent(Tx tx, UUID project, UUID id, UUID parent) {
        if (!store.isIn(tx, project, parent)) {
            throw new Problem.Invalid("parentId", parent + " is no task of this project");
        }
        var above = store.ancestors(tx, parent);
        if (above.contains(id)) {
            throw new Problem.Invalid("parentId", "would make the task its own ancestor");
        }
        if (above.size() > TaskLimits.DEPTH) {
            throw new Problem.Invalid("parentId", "lies at the deepest level; subtasks go " + TaskLimits.DEPTH + " levels deep");
        }
    }

    private static List<UUID> newOnes(List<UUID> old, List<UUID> wanted) {
        return new ArrayList<>(wanted.stream().filter(w -> !old.contains(w)).toList());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
