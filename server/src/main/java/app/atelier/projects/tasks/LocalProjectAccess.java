package app.atelier.projects.tasks;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.projects.ProjectAccess;
import app.atelier.projects.project.ProjectStore;
import org.springframework.stereotype.Component;

/** Answers other services of the same process. */
@Component
class LocalProjectAccess implements ProjectAccess {

    private final Db db;
    private final ProjectStore projects;
    private final TaskStore tasks;

    LocalProjectAccess(Db db, ProjectStore projects, TaskStore tasks) {
        this.db = db;
        this.projects = projects;
        this.tasks = tasks;
    }

    @Override
    public Optional<ProjectRef> project(Caller caller, UUID projectId) {
        return db.in(caller.organization(), tx -> projects.ref(tx, caller, projectId));
    }

    @Override
    public Optional<TaskRef> task(Caller caller, UUID taskId) {
        return db.in(caller.organization(), tx -> tasks.find(tx, caller, taskId)).map(LocalProjectAccess::ref);
    }

    @Override
    public Optional<TaskRef> task(UUID organization, UUID taskId) {
        return db.in(organization, tx -> tasks.find(tx, taskId)).map(LocalProjectAccess::ref);
    }

    @Override
    public Set<UUID> visible(Caller caller, Collection<UUID> projectIds) {
        return projectIds.isEmpty() ? Set.of()
                : db.in(caller.organization(), tx -> projects.visible(tx, caller, projectIds));
    }

    @Override
    public Seen seen(Caller caller) {
        return db.in(caller.organization(), tx -> projects.seen(tx, caller));
    }

    @Override
    public Set<UUID> restricted(UUID organization) {
        return db.in(organization, projects::restricted);
    }

    @Override
    public boolean may(Caller caller, UUID projectId, Permission permission) {
        return db.in(caller.organization(), tx -> projects.may(tx, caller, projectId, permission));
    }

    private static TaskRef ref(Task task) {
        return new TaskRef(task.id(), task.projectId(), task.projectName(), task.summary().key(), task.summary().title(),
                task.summary().assigneeIds());
    }
}
