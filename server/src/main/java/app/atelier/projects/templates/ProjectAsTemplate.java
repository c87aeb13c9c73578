package app.atelier.projects.templates;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import app.atelier.projects.project.Label;
import app.atelier.projects.project.Project;
import app.atelier.projects.tasks.Priority;
import app.atelier.projects.tasks.Task;
import org.jspecify.annotations.Nullable;

/** A project with its people and its progress taken away, and its dates turned into days from the start. */
final class ProjectAsTemplate {

    private static final int DESCRIPTION = 2_000;

    private final List<Task> tasks;
    private final Map<UUID, String> labels;
    private final LocalDate start;

    private ProjectAsTemplate(Project project, List<Task> tasks) {
        this.tasks = tasks;
        this.labels = project.labels().stream().collect(Collectors.toMap(Label::id, Label::name));
        this.start = startOf(project, tasks);
    }

    /** @param tasks live ones, in the order of the board */
    static TemplateBody body(String name, @Nullable String description, Project project, List<Task> tasks) {
        return new ProjectAsTemplate(project, tasks).body(name, description, project);
    }

    private TemplateBody body(String name, @Nullable String description, Project project) {
        var statuses = project.statuses().stream()
                .map(s -> new TemplateBody.Status(s.name(), s.category(), s.wipLimit())).toList();
        var labelList = project.labels().stream().map(l -> new TemplateBody.Label(l.name(), l.color())).toList();
        var milestones = project.milestones().stream().map(m -> new TemplateBody.Milestone(m.name(), m.description(),
                day(m.startDate()), day(m.dueDate()), under(null, m.id()))).toList();
        var text = description == null ? project.description() : description;
        return new TemplateBody(name, null, text.length() > DESCRIPTION ? text.substring(0, DESCRIPTION) : text,
                duration(project), statuses, labelList, milestones, under(null, null));
    }

    /** Tasks directly under a parent; at the top those of one milestone. */
    private List<TemplateBody.Task> under(@Nullable UUID parent, @Nullable UUID milestone) {
        return tasks.stream()
                .filter(t -> Objects.equals(t.summary().parentId(), parent))
                .filter(t -> parent != null || Objects.equals(t.summary().milestoneId(), milestone))
                .map(this::task).toList();
    }

    private TemplateBody.Task task(Task task) {
        var it = task.summary();
        return new TemplateBody.Task(it.title(), task.description(), day(it.startDate()), day(it.dueDate()), it.estimate(),
                it.priority() == Priority.NONE ? null : it.priority(),
                it.labelIds().stream().map(labels::get).filter(Objects::nonNull).toList(),
                task.checklist().stream().map(i -> new TemplateBody.Item(i.text(), i.heading())).toList(),
                under(it.id(), null));
    }

    private int duration(Project project) {
        var last = Stream.concat(tasks.stream().map(t -> t.summary().dueDate()),
                        Stream.concat(project.milestones().stream().map(m -> m.dueDate()),
                                Stream.ofNullable(project.summary().dueDate())))
                .filter(Objects::nonNull).max(LocalDate::compareTo);
        return last.map(day -> (int) ChronoUnit.DAYS.between(start, day) + 1).filter(days -> days > 0).orElse(0);
    }

    private static LocalDate startOf(Project project, List<Task> tasks) {
        if (project.startDate() != null) {
            return project.startDate();
        }
        return tasks.stream().flatMap(t -> Stream.of(t.summary().startDate(), t.summary().dueDate()))
                .filter(Objects::nonNull).min(LocalDate::compareTo)
                .orElse(LocalDate.ofInstant(project.createdAt(), ZoneOffset.UTC));
    }

    private @Nullable Integer day(@Nullable LocalDate date) {
        return date == null ? null : (int) ChronoUnit.DAYS.between(start, date);
    }
}
