package app.atelier.projects.project;

import java.util.UUID;

import app.atelier.platform.security.Caller;

/** Makes projects from templates. Templates provide it. */
public interface ProjectStart {

    /** @throws app.atelier.platform.web.Problem.Invalid when there is no such template */
    Projects.Made fromTemplate(Caller caller, Projects.Draft draft, UUID templateId);
}
