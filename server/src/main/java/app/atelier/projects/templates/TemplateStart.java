package app.atelier.projects.templates;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Problem;
import app.atelier.projects.project.Origin;
import app.atelier.projects.project.Project;
import app.atelier.projects.project.ProjectStart;
import app.atelier.projects.project.ProjectSummary;
import app.atelier.projects.project.Projects;
import app.atelier.projects.project.Projects.Draft;
import app.atelier.projects.tasks.BulkProjects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes projects from templates, for people and for orders. */
@Component
class TemplateStart implements ProjectStart {

    private final Db db;
    private final TemplateStore store;
    private final Projects projects;
    private final BulkProjects bulk;

    TemplateStart(Db db, TemplateStore store, Projects projects, BulkProjects bulk) {
        this.db = db;
        this.store = store;
        this.projects = projects;
        this.bulk = bulk;
    }

    @Override
    public Projects.Made fromTemplate(Caller caller, Draft draft, UUID templateId) {
        caller.require(Permission.PROJECTS_CREATE);
        return db.in(caller.organization(), tx -> {
            var existing = projects.existing(tx, caller, draft);
            if (existing != null) {
                return new Projects.Made(existing, false);
            }
            var body = store.find(tx, templateId).map(Template::body).orElse(null);
            if (body == null) {
                throw new Problem.Invalid("templateId", templateId + " is no template of your organization");
            }
            return new Projects.Made(make(tx, draft, body, caller.person(), null, caller), true);
        });
    }

    /**
     * Writes the project and its tasks, with dates from the draft's start or today on.
     *
     * @param by     null when the house does it
     * @param origin the sale behind it, or null
     * @param asks   who is to find themselves in it, or null
     */
    Project make(Tx tx, Draft draft, TemplateBody body, @Nullable UUID by, @Nullable Origin origin,
            @Nullable Caller asks) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var start = draft.startDate() == null ? LocalDate.ofInstant(now, ZoneOffset.UTC) : draft.startDate();
        var plan = new TemplatePlan(body, start);
        var dated = new Draft(draft.id(), draft.name(), draft.key(),
                draft.description().isEmpty() ? body.description() : draft.description(), draft.color(), start,
                draft.dueDate() == null ? plan.end() : draft.dueDate());
        var blank = projects.blank(tx, dated, by, now, plan.statuses());
        var tasks = plan.tasks(blank, by, now);
        var project = withOrigin(plan.furnish(asks == null ? blank : blank.foundedBy(asks)), origin);
        return bulk.create(tx, by, project, tasks, "template", _ -> { });
    }

    private static Project withOrigin(Project project, @Nullable Origin origin) {
        var it = project.summary();
        var summary = new ProjectSummary(it.id(), it.key(), it.name(), it.color(), it.state(), it.startDate(), it.dueDate(),
                it.openTasks(), it.doneTasks(), origin, it.updatedAt(), it.version());
        return new Project(summary, project.description(), project.statuses(), project.labels(), project.milestones(),
                project.members(), project.teams(), project.restricted(), project.createdBy(), project.createdAt());
    }
}
