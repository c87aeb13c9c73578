package app.atelier.projects.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.demo.DemoHouse;
import app.atelier.platform.demo.DemoSeed;
import app.atelier.platform.journal.Event;
import app.atelier.platform.journal.Journal;
import app.atelier.projects.ProjectRole;
import app.atelier.projects.demo.DemoProject.Work;
import app.atelier.projects.project.Color;
import app.atelier.projects.project.Label;
import app.atelier.projects.project.Milestone;
import app.atelier.projects.project.Project;
import app.atelier.projects.project.ProjectEvents.ProjectCreated;
import app.atelier.projects.project.ProjectMember;
import app.atelier.projects.project.ProjectState;
import app.atelier.projects.project.ProjectStore;
import app.atelier.projects.project.ProjectSummary;
import app.atelier.projects.project.Status;
import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.ChecklistItem;
import app.atelier.projects.tasks.Position;
import app.atelier.projects.tasks.Task;
import app.atelier.projects.tasks.TaskEdit;
import app.atelier.projects.tasks.TaskEvents.TaskChanged;
import app.atelier.projects.tasks.TaskEvents.TaskCreated;
import app.atelier.projects.tasks.TaskStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Furnishes the demonstration with projects that have a past: each task was written down, begun and finished in time. */
@Component
class ProjectsDemo implements DemoSeed {

    private final Db db;
    private final ProjectStore projects;
    private final TaskStore tasks;
    private final Journal journal;

    ProjectsDemo(Db db, ProjectStore projects, TaskStore tasks, Journal journal) {
        this.db = db;
        this.projects = projects;
        this.tasks = tasks;
        this.journal = journal;
    }

    @Override
    public void seed(DemoHouse house) {
        for (var told : DemoProjects.ALL) {
            db.in(DemoHouse.ORGANIZATION, tx -> {
                if (projects.find(tx, told.id()).isEmpty()) {
                    new Telling(told, house.now().truncatedTo(ChronoUnit.SECONDS)).write(tx);
                }
                return null;
            });
        }
    }

    private record Happening(Instant at, @Nullable UUID who, Event event) {
    }

    /** One project on its way into the house. */
    private final class Telling {

        private final DemoProject told;
        private final Instant now;
        private final List<Status> statuses;
        private final List<Label> labels = new ArrayList<>();
        private final List<Milestone> milestones = new ArrayList<>();
        private final List<Task> made = new ArrayList<>();
        private final List<Happening> past = new ArrayList<>();

        Telling(DemoProject told, Instant now) {
            this.told = told;
            this.now = now;
            this.statuses = List.of(status("To do", StatusCategory.TODO, "F"), status("In progress", StatusCategory.DOING, "V"),
                    status("Done", StatusCategory.DONE, "k"));
            for (var label : told.labels()) {
                labels.add(new Label(id("label", label), label, Color.at(labels.size())));
            }
        }

        void write(Tx tx) {
            var places = Position.spread(told.stages().size());
            for (var stage : told.stages()) {
                milestones.add(new Milestone(id("milestone", stage.name()), stage.name(), stage.description(), day(stage.start()),
                        day(stage.due()), stage.reached() ? moment(stage.due(), 0) : null, places.get(milestones.size())));
            }
            var count = told.stages().stream().mapToInt(s -> s.work().size()).sum();
            var positions = Position.spread(count);
            for (var i = 0; i < told.stages().size(); i++) {
                for (var work : told.stages().get(i).work()) {
                    made.add(live(work, milestones.get(i), positions.get(made.size())));
                }
            }
            var project = project();
            projects.insert(tx, project, count);
            tasks.insertAll(tx, made, _ -> { });
            journal.record(tx, DemoHouse.MARA, moment(told.begun(), 0), new ProjectCreated(project));
            past.stream().sorted(Comparator.comparing(Happening::at))
                    .forEach(h -> journal.record(tx, h.who(), h.at(), h.event()));
        }

        private Project project() {
            var done = (int) made.stream().filter(t -> t.summary().completedAt() != null).count();
            var summary = new ProjectSummary(told.id(), told.key(), told.name(), told.color(),
                    told.archived() ? ProjectState.ARCHIVED : ProjectState.ACTIVE, day(told.begun()), day(told.due()),
                    made.size() - done, done, null, moment(told.begun(), 0), 1);
            return new Project(summary, told.description(), statuses, labels, milestones, told.members().stream()
                    .map(m -> new ProjectMember(m, m.equals(DemoHouse.GRETA) ? ProjectRole.COMMENTER : ProjectRole.EDITOR)).toList(),
                    List.of(), false, DemoHouse.MARA, moment(told.begun(), 0));
        }

        /** Lets a task live through its days, and remembers what the journal has to tell. */
        private Task live(Work work, Milestone milestone, String position) {
            var number = made.size() + 1;
            var madeAt = moment(work.made(), number);
            var checklist = new ArrayList<ChecklistItem>();
            for (var text : work.items()) {
                checklist.add(new ChecklistItem(id("item", work.title(), text), text, checklist.size() < work.checked(), null));
            }
            var labelIds = labels.stream().filter(l -> l.name().equals(work.label())).map(Label::id).toList();
            var first = new TaskEdit(work.title(), work.text(), statuses.getFirst().id(), work.priority(),
                    work.who() == null ? List.of() : List.of(work.who()), labelIds,
                    work.started() == null ? null : day(work.started()), due(work), work.hours() * 60, null, milestone.id(),
                    position, checklist);
            var task = Task.made(id("task", work.title()), told.id(), told.key(), told.name(), number, first,
                    StatusCategory.TODO, DemoHouse.MARA, madeAt);
            past.add(new Happening(madeAt, DemoHouse.MARA, new TaskCreated(task, "import")));
            if (work.started() != null) {
                task = moved(task, work, statuses.get(1), moment(work.started(), number + 1));
            }
            if (work.done() != null) {
                task = moved(task, work, statuses.get(2), moment(work.done(), number + 3));
            }
            return task;
        }

        private Task moved(Task before, Work work, Status to, Instant at) {
            var after = before.edited(TaskEdit.of(before).withStatus(to.id()), to.category(), at);
            var changes = before.changesTo(after);
            past.add(new Happening(at, work.who(), new TaskChanged(after.id(), told.id(), after.summary().key(), work.title(),
                    changes.before(), changes.after())));
            return after;
        }

        /** A task that was late to begin is not due before that. */
        private @Nullable LocalDate due(Work work) {
            var due = work.due();
            return due == null ? null : day(work.started() == null ? due : Math.max(due, work.started()));
        }

        private Status status(String name, StatusCategory category, String position) {
            return new Status(id("status", name), name, category, position, category == StatusCategory.DOING ? 5 : null);
        }

        private UUID id(String kind, String... words) {
            return DemoHouse.id(kind, told.word(), String.join("/", words));
        }

        private LocalDate day(int offset) {
            return LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(offset);
        }

        /** Within working hours of that day, each at another minute, and never after now. */
        private Instant moment(int offset, int salt) {
            var at = day(offset).atTime(8, 0).toInstant(ZoneOffset.UTC).plus(Duration.ofMinutes(salt * 37L % 540));
            return at.isAfter(now) ? now.minusSeconds(60) : at;
        }
    }
}
