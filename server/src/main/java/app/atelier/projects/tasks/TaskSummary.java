package app.atelier.projects.tasks;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A task as boards and lists show it.
 *
 * @param number         counts within the project from 1 and is never used again
 * @param key            project key and number, such as {@code HBR-12}
 * @param estimate       minutes, or null
 * @param position       fractional index among the project's tasks, see {@link Position}; ties are broken by id
 * @param checklistTotal items of the checklist
 * @param completedAt    when it came into a status that means done; null while it is open
 */
public record TaskSummary(UUID id, UUID projectId, int number, String key, String title, UUID statusId,
        Priority priority, List<UUID> assigneeIds, List<UUID> labelIds, @Nullable LocalDate startDate,
        @Nullable LocalDate dueDate, @Nullable Integer estimate, @Nullable UUID parentId, @Nullable UUID milestoneId,
        String position, int checklistTotal, int checklistDone, boolean hasDescription, @Nullable Instant completedAt,
        Instant createdAt, Instant updatedAt, int version) {
}
