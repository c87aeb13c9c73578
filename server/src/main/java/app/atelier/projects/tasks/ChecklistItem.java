package app.atelier.projects.tasks;

import java.util.UUID;

/**
 * A line of a task's checklist.
 *
 * @param heading true for the name of a group, which the items after it belong to; it is never done
 */
public record ChecklistItem(UUID id, String text, boolean done, boolean heading) {
}
