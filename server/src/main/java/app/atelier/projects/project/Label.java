package app.atelier.projects.project;

import java.util.UUID;

/** A word and a colour that tasks of one project can carry. */
public record Label(UUID id, String name, Color color) {
}
