package app.atelier.projects;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.cache.HoldsUntil;
import app.atelier.platform.security.Caller;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * What other services may ask of projects: what a caller may see and change, and names to show. What a caller may not
 * see is answered exactly like what does not exist.
 */
@HttpExchange("/internal/projects")
public interface ProjectAccess {

    /** A task as others need it: to name it, to link to it, and to know whom it concerns. */
    record TaskRef(UUID id, UUID projectId, String projectName, String key, String title, List<UUID> assigneeIds) {
    }

    record ProjectRef(UUID id, String key, String name) {
    }

    /** The project, when this caller may see it. */
    @HoldsUntil({"project.", "trash."})
    @PostExchange("/project")
    Optional<ProjectRef> project(Caller caller, UUID projectId);

    /** The live task, when this caller may see it. */
    @HoldsUntil(value = {"project.", "trash."}, subject = "task.")
    @PostExchange("/task")
    Optional<TaskRef> task(Caller caller, UUID taskId);

    /** The live task, whoever asks: for followers, which answer to nobody. */
    @PostExchange("/task-of")
    Optional<TaskRef> task(UUID organization, UUID taskId);

    /** Those of the given projects that this caller may see, without those in the trash. */
    @HoldsUntil({"project.", "trash."})
    @PostExchange("/visible")
    Set<UUID> visible(Caller caller, Collection<UUID> projectIds);

    /** The projects a guest belongs to; empty for everybody else, who see all of them. */
    @HoldsUntil({"project.", "trash."})
    @PostExchange("/guest-projects")
    Set<UUID> guestProjects(Caller caller);

    /** Whether this caller may change what lies in projects at all; guests only look. */
    @HoldsUntil({})
    @PostExchange("/may-edit")
    boolean mayEdit(Caller caller);
}
