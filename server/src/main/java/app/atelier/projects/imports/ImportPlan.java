package app.atelier.projects.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import app.atelier.projects.project.Color;
import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.Priority;
import org.jspecify.annotations.Nullable;

/**
 * What a file asks to be created, whichever system it came from. Things refer to each other by their index in the
 * lists here, and everything is within the limits of the product.
 */
public record ImportPlan(ImportFormat format, String projectName, String projectDescription, List<Status> statuses,
        List<Label> labels, List<Milestone> milestones, List<Person> people, List<Task> tasks, List<Notice> notices) {

    public record Status(String name, StatusCategory category) {
    }

    public record Label(String name, Color color) {
    }

    public record Milestone(String name, String description, @Nullable LocalDate dueDate, boolean done) {
    }

    /** Somebody in the other system; who that is here is found by e-mail, user name or name. */
    public record Person(String name, @Nullable String username, @Nullable String email) {
    }

    /**
     * @param source   the task's name in the other system, such as {@code PT-2}
     * @param parent   index of the parent, which stands before this task in the list, or -1
     * @param estimate minutes, or null
     */
    public record Task(String source, int parent, String title, String description, int status, Priority priority,
            List<Integer> labels, List<Integer> assignees, @Nullable LocalDate startDate, @Nullable LocalDate dueDate,
            @Nullable Integer estimate, int milestone, List<ChecklistItem> checklist, List<Comment> comments,
            int attachments, @Nullable Instant createdAt, @Nullable Instant updatedAt, @Nullable Instant completedAt) {
    }

    /** @param heading true for the name of a checklist, which the items after it belong to */
    public record ChecklistItem(String text, boolean done, boolean heading) {
    }

    public record Comment(String author, Instant at, String body) {
    }

    /** What is not imported, or not as it was. */
    public record Notice(String at, String message) {
    }

    /** How many of each kind; what the dry run shows and the run reconciles with. */
    public record Counts(int statuses, int tasks, int subtasks, int labels, int checklists, int checklistItems,
            int comments, int milestones, int attachments, int people) {
    }

    public Counts counts() {
        var subtasks = (int) tasks.stream().filter(t -> t.parent() >= 0).count();
        var items = tasks.stream().flatMap(t -> t.checklist().stream()).toList();
        var checklists = (int) items.stream().filter(ChecklistItem::heading).count();
        return new Counts(statuses.size(), tasks.size() - subtasks, subtasks, labels.size(), checklists,
                items.size() - checklists, tasks.stream().mapToInt(t -> t.comments().size()).sum(), milestones.size(),
                tasks.stream().mapToInt(Task::attachments).sum(), people.size());
    }
}
