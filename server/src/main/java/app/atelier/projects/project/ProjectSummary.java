package app.atelier.projects.project;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A project as lists show it.
 *
 * @param key       2 to 10 capital letters and digits, which begin the keys of its tasks
 * @param openTasks live tasks not complete
 * @param doneTasks live tasks complete
 */
public record ProjectSummary(UUID id, String key, String name, Color color, ProjectState state,
        @Nullable LocalDate startDate, @Nullable LocalDate dueDate, int openTasks, int doneTasks,
        @Nullable Origin origin, Instant updatedAt, int version) {
}
