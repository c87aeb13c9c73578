package app.atelier.projects.imports;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.system.Job;
import app.atelier.platform.system.JobSource;
import app.atelier.platform.web.Problem;
import app.atelier.projects.imports.ImportEvents.CommentsImported;
import app.atelier.projects.imports.ImportEvents.ImportedComment;
import app.atelier.projects.imports.ImportEvents.ProjectImported;
import app.atelier.projects.people.People;
import app.atelier.projects.project.Projects;
import app.atelier.projects.project.Projects.Draft;
import app.atelier.projects.tasks.BulkProjects;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** A file from another system becomes a project: first looked at, then made, all or nothing. */
@Component
class Imports implements JobSource {

    private static final Logger log = LoggerFactory.getLogger(Imports.class);
    private static final int COMMENTS_PER_ENTRY = 200;
    private static final int CHARACTERS_PER_ENTRY = 500_000;

    private final Db db;
    private final ImportStore store;
    private final Projects projects;
    private final BulkProjects bulk;
    private final People people;
    private final UserAccess users;
    private final Journal journal;
    /** A large file costs memory and a connection for seconds; more than two at once would be felt by everybody. */
    private final Semaphore room = new Semaphore(2, true);
    /** Those under way in this process: how many tasks of how many. */
    private final Map<UUID, Progress> underWay = new ConcurrentHashMap<>();

    private record Progress(int done, int total) {
    }

    Imports(Db db, ImportStore store, Projects projects, BulkProjects bulk, People people, UserAccess users, Journal journal) {
        this.db = db;
        this.store = store;
        this.projects = projects;
        this.bulk = bulk;
        this.people = people;
        this.users = users;
        this.journal = journal;
    }

    /** Somebody cancelled it: everything written is rolled back. */
    private static final class Cancelled extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * What the file would create; nothing is changed.
     *
     * @throws Problem.Invalid naming the line or path where the file breaks
     */
    ImportPlan look(Caller caller, byte[] file, @Nullable ImportFormat format, @Nullable String projectName) {
        caller.require(Permission.PROJECTS_CREATE);
        var zone = users.person(caller.person()).map(p -> ZoneId.of(p.timeZone())).orElse(ZoneOffset.UTC);
        try {
            var plan = ImportFile.parse(file, format, zone);
            var match = db.in(caller.organization(), tx -> new PeopleMatch(plan, people.all(tx)));
            var notices = new ArrayList<>(plan.notices());
            notices.addAll(match.notices());
            return new ImportPlan(plan.format(), projectName == null ? plan.projectName() : projectName,
                    plan.projectDescription(), plan.statuses(), plan.labels(), plan.milestones(), plan.people(),
                    plan.tasks(), List.copyOf(notices));
        } catch (ImportFailed e) {
            throw new Problem.Invalid(e.at(), String.valueOf(e.getMessage()));
        }
    }

    /** Begins the import and comes back at once; how it goes on tells {@link #read}. */
    ImportRun start(Caller caller, ImportPlan plan) {
        var run = new ImportRun(Ids.next(), ImportRun.State.RUNNING, plan.format(), plan.projectName(),
                plan.tasks().size(), 0, null, null, plan.notices(), null);
        db.in(caller.organization(), tx -> {
            store.insert(tx, run, caller.person());
            return null;
        });
        Thread.ofVirtual().name("import-" + run.id()).start(() -> run(caller, run.id(), plan));
        return run;
    }

    ImportRun read(Caller caller, UUID id) {
        caller.require(Permission.PROJECTS_CREATE);
        return db.in(caller.organization(), tx -> store.find(tx, id)).orElseThrow(() -> new Problem.NotFound("import", id));
    }

    /** Stops it, unless it has ended already. */
    ImportRun cancel(Caller caller, UUID id) {
        caller.require(Permission.PROJECTS_CREATE);
        return db.in(caller.organization(), tx -> {
            store.end(tx, id, ImportRun.State.CANCELLED, null);
            return store.find(tx, id).orElseThrow(() -> new Problem.NotFound("import", id));
        });
    }

    private void run(Caller caller, UUID id, ImportPlan plan) {
        underWay.put(id, new Progress(0, plan.tasks().size()));
        try {
            while (!room.tryAcquire(10, TimeUnit.SECONDS)) {
                beat(caller, id, 0);
            }
            try {
                db.in(caller.organization(), tx -> make(tx, caller, id, plan));
            } finally {
                room.release();
            }
        } catch (Cancelled _) {
            log.info("Import {} was cancelled", id);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            end(caller, id, "The server stopped during the import; nothing was created. Send the file again.");
        } catch (RuntimeException e) {
            log.error("Import {} failed", id, e);
            end(caller, id, "The import failed because of a fault of the server, and nothing was created. "
                    + "Try again, and tell your administrator the import's id " + id + " if it fails again.");
        } finally {
            underWay.remove(id);
        }
    }

    private @Nullable Void make(Tx tx, Caller caller, UUID id, ImportPlan plan) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var made = new PlanTasks(plan, new PeopleMatch(plan, people.all(tx)), now);
        var draft = new Draft(Ids.next(), plan.projectName(), null, plan.projectDescription(), null, null, null);
        var blank = made.furnish(projects.blank(tx, draft, caller.person(), now, made.statuses()).foundedBy(caller));
        var tasks = made.tasks(blank, caller.person());
        var project = bulk.create(tx, caller.person(), blank, tasks, "import", done -> beat(caller, id, done));
        tellComments(tx, caller, project.id(), made.comments(tasks));
        var counts = plan.counts();
        journal.record(tx, caller.person(), new ProjectImported(project.id(), project.name(), plan.format(), counts));
        if (!store.finish(tx, id, project.id(), counts)) {
            throw new Cancelled();
        }
        return null;
    }

    private void tellComments(Tx tx, Caller caller, UUID project, List<ImportedComment> comments) {
        var chunk = new ArrayList<ImportedComment>();
        var size = 0;
        for (var comment : comments) {
            if (chunk.size() == COMMENTS_PER_ENTRY || !chunk.isEmpty() && size + comment.body().length() > CHARACTERS_PER_ENTRY) {
                journal.record(tx, caller.person(), new CommentsImported(project, List.copyOf(chunk)));
                chunk.clear();
                size = 0;
            }
            chunk.add(comment);
            size += comment.body().length();
        }
        if (!chunk.isEmpty()) {
            journal.record(tx, caller.person(), new CommentsImported(project, List.copyOf(chunk)));
        }
    }

    /** In a transaction of its own, so that others see the progress before the work is committed. */
    private void beat(Caller caller, UUID id, int done) {
        underWay.computeIfPresent(id, (_, now) -> new Progress(done, now.total()));
        if (!db.in(caller.organization(), tx -> store.beat(tx, id, done))) {
            throw new Cancelled();
        }
    }

    @Override
    public List<Job> jobs() {
        var all = List.copyOf(underWay.values());
        var done = all.stream().mapToInt(Progress::done).sum();
        var total = all.stream().mapToInt(Progress::total).sum();
        return List.of(all.isEmpty()
                ? new Job("projects", "Imports", Job.State.IDLE, "None is under way.", null, null)
                : new Job("projects", "Imports", Job.State.RUNNING, all.size() + " under way, " + done + " of " + total + " tasks.",
                        total == 0 ? null : (double) done / total, Instant.now()));
    }

    private void end(Caller caller, UUID id, String error) {
        db.in(caller.organization(), tx -> {
            store.end(tx, id, ImportRun.State.FAILED, error);
            return null;
        });
    }
}
