package app.atelier.projects.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Ids;
import app.atelier.projects.imports.ImportEvents.ImportedComment;
import app.atelier.projects.project.Label;
import app.atelier.projects.project.Milestone;
import app.atelier.projects.project.Project;
import app.atelier.projects.project.Status;
import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.ChecklistItem;
import app.atelier.projects.tasks.Position;
import app.atelier.projects.tasks.Task;
import app.atelier.projects.tasks.TaskEdit;
import app.atelier.projects.tasks.TaskLimits;
import org.jspecify.annotations.Nullable;

/** What a plan becomes here: indexes turned into ids, times kept. Plain rules, no database. */
final class PlanTasks {

    private final ImportPlan plan;
    private final PeopleMatch people;
    private final Instant now;
    private final List<Status> statuses = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();
    private final List<Milestone> milestones = new ArrayList<>();

    PlanTasks(ImportPlan plan, PeopleMatch people, Instant now) {
        this.plan = plan;
        this.people = people;
        this.now = now;
        var columns = Position.spread(plan.statuses().size());
        for (var i = 0; i < plan.statuses().size(); i++) {
            var status = plan.statuses().get(i);
            statuses.add(new Status(Ids.next(), status.name(), status.category(), columns.get(i), null));
        }
        plan.labels().forEach(label -> labels.add(new Label(Ids.next(), label.name(), label.color())));
        var places = Position.spread(plan.milestones().size());
        for (var i = 0; i < plan.milestones().size(); i++) {
            var milestone = plan.milestones().get(i);
            milestones.add(new Milestone(Ids.next(), milestone.name(), milestone.description(), null, milestone.dueDate(),
                    milestone.done() ? now : null, places.get(i)));
        }
    }

    List<Status> statuses() {
        return statuses;
    }

    Project furnish(Project blank) {
        return new Project(blank.summary(), blank.description(), statuses, labels, milestones, blank.members(),
                blank.teams(), blank.restricted(), blank.createdBy(), blank.createdAt());
    }

    /** One for each of the plan's tasks, in its order. */
    List<Task> tasks(Project project, UUID by) {
        var positions = Position.spread(plan.tasks().size());
        var made = new ArrayList<Task>(plan.tasks().size());
        for (var i = 0; i < plan.tasks().size(); i++) {
            var task = plan.tasks().get(i);
            var status = statuses.get(task.status());
            var parent = task.parent() < 0 ? null : made.get(task.parent()).id();
            var edit = new TaskEdit(task.title(), task.description(), status.id(), task.priority(),
                    people.ids(task.assignees()), task.labels().stream().map(l -> labels.get(l).id()).toList(),
                    task.startDate(), task.dueDate(), task.estimate(), parent,
                    task.milestone() < 0 ? null : milestones.get(task.milestone()).id(), positions.get(i), checklist(task));
            var created = past(task.createdAt(), now);
            var updated = later(past(task.updatedAt(), created), created);
            var completed = status.category() == StatusCategory.DONE ? later(past(task.completedAt(), updated), created) : null;
            made.add(Task.made(Ids.next(), project.id(), project.key(), project.name(), i + 1, edit, status.category(), by, now)
                    .withHistory(created, updated, completed));
        }
        return made;
    }

    /** The comments of all tasks, oldest first within each. */
    List<ImportedComment> comments(List<Task> made) {
        var comments = new ArrayList<ImportedComment>();
        for (var i = 0; i < made.size(); i++) {
            var task = made.get(i);
            for (var comment : plan.tasks().get(i).comments()) {
                var at = comment.at().equals(Instant.EPOCH) ? task.summary().updatedAt() : past(comment.at(), now);
                comments.add(new ImportedComment(Ids.next(), task.id(), comment.author(), at, comment.body()));
            }
        }
        return comments;
    }

    private static List<ChecklistItem> checklist(ImportPlan.Task task) {
        var items = new ArrayList<ChecklistItem>();
        String heading = null;
        for (var item : task.checklist()) {
            if (item.heading()) {
                heading = PlanBuilder.cut(item.text(), TaskLimits.CHECKLIST_HEADING);
            } else {
                items.add(new ChecklistItem(Ids.next(), item.text(), item.done(), heading));
            }
        }
        return items;
    }

    /** Clocks elsewhere run wrong: nothing imported happens in the future. */
    private Instant past(@Nullable Instant time, Instant otherwise) {
        return time == null ? otherwise : time.isAfter(now) ? now : time;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
