package app.atelier.projects.tasks;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A line of a task's checklist.
 *
 * @param heading the name of the group it belongs to, or null; items of one group stand together
 */
public record ChecklistItem(UUID id, String text, boolean done, @Nullable String heading) {
}
