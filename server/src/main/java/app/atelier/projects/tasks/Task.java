package app.atelier.projects.tasks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.projects.project.Changes;
import app.atelier.projects.project.StatusCategory;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A task whole: what boards show, and what is inside.
 *
 * @param description Markdown
 * @param createdBy   null when the house made it, from an order
 */
public record Task(@JsonUnwrapped TaskSummary summary, String description, List<ChecklistItem> checklist,
        @Nullable UUID createdBy, String projectName, String projectKey) {

    public UUID id() {
        return summary.id();
    }

    public UUID projectId() {
        return summary.projectId();
    }

    public int version() {
        return summary.version();
    }

    /** A task that was not there before. */
    public static Task made(UUID id, UUID projectId, String projectKey, String projectName, int number, TaskEdit wanted,
            StatusCategory category, @Nullable UUID createdBy, Instant now) {
        var summary = summary(id, projectId, number, projectKey + "-" + number, wanted,
                category == StatusCategory.DONE ? now : null, now, now, 1);
        return new Task(summary, wanted.description(), wanted.checklist(), createdBy, projectName, projectKey);
    }

    /** The task with the past it had elsewhere. */
    public Task withHistory(Instant createdAt, Instant updatedAt, @Nullable Instant completedAt) {
        var it = summary;
        return new Task(new TaskSummary(it.id(), it.projectId(), it.number(), it.key(), it.title(), it.statusId(),
                it.priority(), it.assigneeIds(), it.labelIds(), it.startDate(), it.dueDate(), it.estimate(), it.parentId(),
                it.milestoneId(), it.position(), it.checklistTotal(), it.checklistDone(), it.hasDescription(), completedAt,
                createdAt, updatedAt, it.version()), description, checklist, createdBy, projectName, projectKey);
    }

    /**
     * The task as it is after an edit: a version on, complete from now when it came into a status that means done,
     * open again when it left it.
     *
     * @param category of the status the edit puts it into
     */
    public Task edited(TaskEdit wanted, StatusCategory category, Instant now) {
        var completed = category != StatusCategory.DONE ? null
                : summary.completedAt() == null ? now : summary.completedAt();
        return new Task(summary(id(), projectId(), summary.number(), summary.key(), wanted, completed,
                summary.createdAt(), now, summary.version() + 1), wanted.description(), wanted.checklist(), createdBy,
                projectName, projectKey);
    }

    /** What differs in {@code after}, named as in the API. */
    public Changes changesTo(Task after) {
        var old = summary;
        var now = after.summary;
        return new Changes()
                .field("title", old.title(), now.title())
                .field("description", description, after.description)
                .field("statusId", old.statusId(), now.statusId())
                .field("priority", old.priority(), now.priority())
                .field("assigneeIds", old.assigneeIds(), now.assigneeIds())
                .field("labelIds", old.labelIds(), now.labelIds())
                .field("startDate", old.startDate(), now.startDate())
                .field("dueDate", old.dueDate(), now.dueDate())
                .field("estimate", old.estimate(), now.estimate())
                .field("parentId", old.parentId(), now.parentId())
                .field("milestoneId", old.milestoneId(), now.milestoneId())
                .field("position", old.position(), now.position())
                .field("checklist", checklist, after.checklist)
                .field("checklistTotal", old.checklistTotal(), now.checklistTotal())
                .field("checklistDone", old.checklistDone(), now.checklistDone())
                .field("hasDescription", old.hasDescription(), now.hasDescription())
                .field("completedAt", old.completedAt(), now.completedAt())
                .along("updatedAt", now.updatedAt())
                .along("version", now.version());
    }

    private static TaskSummary summary(UUID id, UUID projectId, int number, String key, TaskEdit wanted,
            @Nullable Instant completedAt, Instant createdAt, Instant updatedAt, int version) {
        var items = wanted.checklist();
        return new TaskSummary(id, projectId, number, key, wanted.title(), wanted.statusId(), wanted.priority(),
                wanted.assigneeIds(), wanted.labelIds(), wanted.startDate(), wanted.dueDate(), wanted.estimate(),
                wanted.parentId(), wanted.milestoneId(), wanted.position(), items.size(),
                (int) items.stream().filter(ChecklistItem::done).count(), !wanted.description().isEmpty(), completedAt,
                createdAt, updatedAt, version);
    }
}
