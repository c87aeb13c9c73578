package app.atelier.projects.project;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A column of the board.
 *
 * @param position fractional index among the project's statuses
 * @param wipLimit how many tasks should be in it at most, 1 to 999, or null; a warning, not a wall
 */
public record Status(UUID id, String name, StatusCategory category, String position, @Nullable Integer wipLimit) {
}
