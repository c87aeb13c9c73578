package app.atelier.projects.templates;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Problem;
import app.atelier.projects.project.ProjectStore;
import app.atelier.projects.tasks.TaskStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people do with templates. */
@Component
class Templates {

    private final Db db;
    private final TemplateStore store;
    private final ProjectStore projects;
    private final TaskStore tasks;
    private final Journal journal;

    Templates(Db db, TemplateStore store, ProjectStore projects, TaskStore tasks, Journal journal) {
        this.db = db;
        this.store = store;
        this.projects = projects;
        this.tasks = tasks;
        this.journal = journal;
    }

    /** Guests see none: a template tells how the house works. */
    List<Template> list(Caller caller) {
        caller.require(Permission.PROJECTS_CREATE);
        return db.in(caller.organization(), store::list);
    }

    Template read(Caller caller, UUID id) {
        caller.require(Permission.PROJECTS_CREATE);
        return db.in(caller.organization(), tx -> store.find(tx, id)).orElseThrow(() -> new Problem.NotFound("template", id));
    }

    Template publish(Caller caller, String name, @Nullable String description, UUID projectId) {
        caller.require(Permission.PROJECTS_CREATE);
        return db.in(caller.organization(), tx -> {
            var project = projects.find(tx, caller, projectId).orElseThrow(() ->
                    new Problem.Invalid("fromProjectId", projectId + " is no project of your organization"));
            var known = store.byName(tx, name).orElse(null);
            if (known != null && known.origin().equals("shipped")) {
                throw new Problem.Conflict("name", "belongs to a template that comes with Atelier; choose another");
            }
            var id = known == null ? Ids.next() : known.id();
            var body = ProjectAsTemplate.body(name, description, project, tasks.ofProject(tx, projectId));
            var published = store.publish(tx, id, "own", known == null ? 1 : known.version() + 1, body, caller.person());
            journal.record(tx, caller.person(), published);
            return store.find(tx, id).orElseThrow();
        });
    }
}
