package app.atelier.projects.templates;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.platform.db.Ids;
import app.atelier.projects.project.Color;
import app.atelier.projects.project.Label;
import app.atelier.projects.project.Milestone;
import app.atelier.projects.project.Project;
import app.atelier.projects.project.Status;
import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.ChecklistItem;
import app.atelier.projects.tasks.Position;
import app.atelier.projects.tasks.Priority;
import app.atelier.projects.tasks.Task;
import app.atelier.projects.tasks.TaskEdit;
import org.jspecify.annotations.Nullable;

/** What a template becomes from a certain day on: plain rules, no database. */
final class TemplatePlan {

    private final TemplateBody body;
    private final LocalDate start;
    private final List<Status> statuses;
    private final Map<String, Label> labels = new HashMap<>();
    private final List<Milestone> milestones = new ArrayList<>();

    TemplatePlan(TemplateBody body, LocalDate start) {
        this.body = body;
        this.start = start;
        this.statuses = statuses(body);
        for (var label : body.labels()) {
            labels.put(label.name(), new Label(Ids.next(), label.name(), label.color()));
        }
        var positions = Position.spread(body.milestones().size());
        for (var i = 0; i < body.milestones().size(); i++) {
            var milestone = body.milestones().get(i);
            milestones.add(new Milestone(Ids.next(), milestone.name(), orEmpty(milestone.description()),
                    day(milestone.startDay()), day(milestone.dueDay()), null, positions.get(i)));
        }
    }

    List<Status> statuses() {
        return statuses;
    }

    /** The last day of the work. */
    LocalDate end() {
        return start.plusDays(Math.max(0, body.durationDays() - 1L));
    }

    /** The project with the template's statuses, labels and milestones in place of its own. */
    Project furnish(Project blank) {
        return new Project(blank.summary(), blank.description(), statuses, List.copyOf(labels.values()), milestones,
                blank.members(), blank.teams(), blank.restricted(), blank.createdBy(), blank.createdAt());
    }

    /** The tasks, numbered from 1, milestone by milestone, each before its subtasks. */
    List<Task> tasks(Project project, @Nullable UUID createdBy, Instant now) {
        var positions = Position.spread(body.taskCount()).iterator();
        var made = new ArrayList<Task>();
        for (var i = 0; i < milestones.size(); i++) {
            var tasks = body.milestones().get(i).tasks();
            for (var task : tasks == null ? List.<TemplateBody.Task>of() : tasks) {
                add(made, task, null, milestones.get(i).id(), project, positions, createdBy, now);
            }
        }
        for (var task : body.tasks() == null ? List.<TemplateBody.Task>of() : body.tasks()) {
            add(made, task, null, null, project, positions, createdBy, now);
        }
        return made;
    }

    private void add(List<Task> made, TemplateBody.Task task, @Nullable UUID parent, @Nullable UUID milestone,
            Project project, Iterator<String> positions, @Nullable UUID createdBy, Instant now) {
        var status = firstOf(statuses);
        var id = Ids.next();
        var edit = new TaskEdit(task.title(), orEmpty(task.description()), status.id(),
                task.priority() == null ? Priority.NONE : task.priority(), List.of(), labelIds(task), day(task.startDay()),
                day(task.dueDay()), task.estimate(), parent, milestone, positions.next(), checklist(task));
        made.add(Task.made(id, project.id(), project.key(), project.name(), made.size() + 1, edit, status.category(),
                createdBy, now));
        for (var subtask : task.subtasks() == null ? List.<TemplateBody.Task>of() : task.subtasks()) {
            add(made, subtask, id, milestone, project, positions, createdBy, now);
        }
    }

    private List<UUID> labelIds(TemplateBody.Task task) {
        var ids = new ArrayList<UUID>();
        for (var name : task.labels() == null ? List.<String>of() : task.labels()) {
            ids.add(labels.computeIfAbsent(name, n -> new Label(Ids.next(), n, Color.at(labels.size()))).id());
        }
        return ids;
    }

    private static List<ChecklistItem> checklist(TemplateBody.Task task) {
        return task.checklist() == null ? List.of() : task.checklist().stream()
                .map(item -> new ChecklistItem(Ids.next(), item.text(), false, item.heading())).toList();
    }

    private static List<Status> statuses(TemplateBody body) {
        var positions = Position.spread(body.statuses().size());
        var statuses = new ArrayList<Status>();
        for (var i = 0; i < body.statuses().size(); i++) {
            var status = body.statuses().get(i);
            statuses.add(new Status(Ids.next(), status.name(), status.category(), positions.get(i), status.wipLimit()));
        }
        return statuses;
    }

    private static Status firstOf(List<Status> statuses) {
        return statuses.stream().filter(s -> s.category() == StatusCategory.TODO).findFirst().orElse(statuses.getFirst());
    }

    private @Nullable LocalDate day(@Nullable Integer offset) {
        return offset == null ? null : start.plusDays(offset);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
