package app.atelier.projects.templates;

import java.util.List;
import java.util.stream.Stream;

import app.atelier.projects.project.Color;
import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What a template makes. Days count from the project's first day, which is 0.
 *
 * @param version      of a shipped template; the house counts those of its own
 * @param description  what the template is for, at most 2,000 characters
 * @param durationDays from the first day to the day after the last
 * @param tasks        those that belong to no milestone
 */
public record TemplateBody(String name, @Nullable Integer version, String description, int durationDays,
        List<Status> statuses, List<Label> labels, List<Milestone> milestones, @Nullable List<Task> tasks) {

    public record Status(String name, StatusCategory category, @Nullable Integer wipLimit) {
    }

    public record Label(String name, Color color) {
    }

    public record Milestone(String name, @Nullable String description, @Nullable Integer startDay, @Nullable Integer dueDay,
            @Nullable List<Task> tasks) {
    }

    /**
     * @param estimate minutes
     * @param labels   by name
     */
    public record Task(String title, @Nullable String description, @Nullable Integer startDay, @Nullable Integer dueDay,
            @Nullable Integer estimate, @Nullable Priority priority, @Nullable List<String> labels,
            @Nullable List<Item> checklist, @Nullable List<Task> subtasks) {

        int count() {
            return 1 + (subtasks == null ? 0 : subtasks.stream().mapToInt(Task::count).sum());
        }
    }

    public record Item(String text, @Nullable String heading) {
    }

    int taskCount() {
        var loose = tasks == null ? Stream.<Task>empty() : tasks.stream();
        var bound = milestones.stream().flatMap(m -> m.tasks() == null ? Stream.empty() : m.tasks().stream());
        return Stream.concat(bound, loose).mapToInt(Task::count).sum();
    }
}
