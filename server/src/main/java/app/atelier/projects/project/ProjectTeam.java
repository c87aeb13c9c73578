package app.atelier.projects.project;

import java.util.UUID;

import app.atelier.projects.ProjectRole;

/** A team whose people all are this in a project. */
public record ProjectTeam(UUID teamId, ProjectRole role) {
}
