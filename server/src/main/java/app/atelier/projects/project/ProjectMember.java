package app.atelier.projects.project;

import java.util.UUID;

import app.atelier.projects.ProjectRole;

/** A person who was added to a project, and as what. */
public record ProjectMember(UUID personId, ProjectRole role) {
}
