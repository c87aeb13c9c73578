package app.atelier.projects;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.cache.HoldsUntil;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
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
    @HoldsUntil({"project.", "trash.", "team."})
    @PostExchange("/project")
    Optional<ProjectRef> project(Caller caller, UUID projectId);

    /** The live task, when this caller may see it. */
    @HoldsUntil(value = {"project.", "trash.", "team."}, subject = "task.")
    @PostExchange("/task")
    Optional<TaskRef> task(Caller caller, UUID taskId);

    /** The live task, whoever asks: for followers, which answer to nobody. */
    @PostExchange("/task-of")
    Optional<TaskRef> task(UUID organization, UUID taskId);

    /** Those of the given projects that this caller may see, without those in the trash. */
    @HoldsUntil({"project.", "trash.", "team."})
    @PostExchange("/visible")
    Set<UUID> visible(Caller caller, Collection<UUID> projectIds);

    /**
     * Which projects a caller sees, those in the trash included.
     *
     * @param allBut whether {@code projects} are those they do not see, and not those they do
     */
    record Seen(boolean allBut, Set<UUID> projects) {

        /** Without exception. */
        public static final Seen ALL = new Seen(true, Set.of());
        public static final Seen NONE = new Seen(false, Set.of());

        public boolean has(UUID project) {
            return allBut != projects.contains(project);
        }
    }

    @HoldsUntil({"project.", "trash.", "team."})
    @PostExchange("/seen")
    Seen seen(Caller caller);

    /** The projects of an organization that are closed to those who are not in them. */
    @HoldsUntil({"project.", "trash."})
    @PostExchange("/restricted")
    Set<UUID> restricted(UUID organization);

    /** Whether this caller may do this in the project. */
    @HoldsUntil({"project.", "trash.", "team."})
    @PostExchange("/may")
    boolean may(Caller caller, UUID projectId, Permission permission);
}
