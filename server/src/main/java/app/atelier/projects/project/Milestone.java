package app.atelier.projects.project;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A point a project reaches, and the tasks that lead there.
 *
 * @param description Markdown
 * @param completedAt when somebody declared it reached, or null
 */
public record Milestone(UUID id, String name, String description, @Nullable LocalDate startDate,
        @Nullable LocalDate dueDate, @Nullable Instant completedAt, String position) {
}
