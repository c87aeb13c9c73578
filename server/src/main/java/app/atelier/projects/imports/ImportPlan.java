package app.atelier.projects.imports;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a file would create: one project. References ({@code ref}) are the other system's ids, unique within their
 * kind; tasks stand parents first, in the order in which they are to appear.
 *
 * @param projectKey the other system's short key, when all tasks share it
 */
public record ImportPlan(
        ImportFormat format,
        String projectName,
        String projectDescription,
        @Nullable String projectKey,
        List<Status> statuses,
        List<Label> labels,
        List<Milestone> milestones,
        List<Person> people,
        List<Task> tasks,
        List<Notice> notices) {

    /** @param category todo, doing or done */
    public record Status(String ref, String name, String category) {
    }

    /** @param color one of Atelier's ten */
    public record Label(String ref, String name, String color) {
    }

    public record Milestone(String ref, String name) {
    }

    /** Somebody who is named in the file; they may or may not be a member here. */
    public record Person(String ref, String name, @Nullable String username, @Nullable String email) {
    }

    /**
     * @param number      the number the task bears in the other system, when it can be kept
     * @param sourceKey   how the other system called it, such as {@code TRAM-4}
     * @param attachments how many attachments were turned into links in the description
     */
    public record Task(
            String ref,
            @Nullable Integer number,
            @Nullable String sourceKey,
            String title,
            String description,
            String statusRef,
            String priority,
            List<String> labelRefs,
            List<String> assigneeRefs,
            @Nullable LocalDate startDate,
            @Nullable LocalDate dueDate,
            @Nullable BigDecimal estimate,
            @Nullable String parentRef,
            @Nullable String milestoneRef,
            List<CheckItem> checklist,
            List<Comment> comments,
            int attachments,
            @Nullable Instant createdAt,
            @Nullable Instant completedAt) {

        Task withParent(@Nullable String parent) {
            return new Task(ref, number, sourceKey, title, description, statusRef, priority, labelRefs, assigneeRefs,
                    startDate, dueDate, estimate, parent, milestoneRef, checklist, comments, attachments, createdAt,
                    completedAt);
        }
    }

    /** @param heading the name of a checklist rather than something to tick */
    public record CheckItem(String text, boolean done, boolean heading) {
    }

    public record Comment(String authorName, Instant at, String body) {
    }

    /** Something that cannot be imported, or not as it was. */
    public record Notice(String at, String message) {
    }

    /**
     * @param tasks    all tasks, subtasks included
     * @param subtasks those of them that have a parent
     */
    public record Counts(int statuses, int tasks, int subtasks, int labels, int checklists, int checklistItems,
            int comments, int milestones, int attachments, int people) {
    }

    /** A status and how many tasks it would hold. */
    public record StatusCount(String name, String category, long tasks) {
    }

    public Counts counts() {
        var items = tasks.stream().flatMap(t -> t.checklist().stream()).toList();
        return new Counts(statuses.size(), tasks.size(),
                (int) tasks.stream().filter(t -> t.parentRef() != null).count(),
                labels.size(),
                (int) items.stream().filter(CheckItem::heading).count(),
                (int) items.stream().filter(i -> !i.heading()).count(),
                tasks.stream().mapToInt(t -> t.comments().size()).sum(),
                milestones.size(),
                tasks.stream().mapToInt(Task::attachments).sum(),
                people.size());
    }

    public List<StatusCount> statusCounts() {
        Map<String, Long> tasksIn = tasks.stream()
                .collect(Collectors.groupingBy(Task::statusRef, Collectors.counting()));
        Function<Status, Long> count = s -> tasksIn.getOrDefault(s.ref(), 0L);
        return statuses.stream().map(s -> new StatusCount(s.name(), s.category(), count.apply(s))).toList();
    }
}
