package app.atelier.projects.tasks;

import java.util.List;
import java.util.UUID;
import java.util.function.IntConsumer;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.projects.project.Project;
import app.atelier.projects.project.ProjectEvents.ProjectCreated;
import app.atelier.projects.project.ProjectStore;
import app.atelier.projects.project.ProjectSummary;
import app.atelier.projects.tasks.TaskEvents.TaskCreated;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes a whole project with all its tasks and tells the journal of each, in one transaction. */
@Component
public class BulkProjects {

    private final ProjectStore projects;
    private final TaskStore tasks;
    private final Journal journal;

    BulkProjects(ProjectStore projects, TaskStore tasks, Journal journal) {
        this.projects = projects;
        this.tasks = tasks;
        this.journal = journal;
    }

    /**
     * @param actor    who did it; null when the house did
     * @param all      numbered from 1 in this order
     * @param source   {@code import} or {@code template}, see {@link TaskCreated}
     * @param progress hears how many tasks are written, and may stop it all by throwing
     * @return the project with its tasks counted
     */
    public Project create(Tx tx, @Nullable UUID actor, Project project, List<Task> all, String source, IntConsumer progress) {
        projects.insert(tx, project, all.size());
        tasks.insertAll(tx, all, progress);
        var counted = counted(project, all);
        journal.record(tx, actor, new ProjectCreated(counted));
        all.forEach(task -> journal.record(tx, actor, task.summary().createdAt(), new TaskCreated(task, source)));
        return counted;
    }

    private static Project counted(Project project, List<Task> all) {
        var done = (int) all.stream().filter(t -> t.summary().completedAt() != null).count();
        var it = project.summary();
        var summary = new ProjectSummary(it.id(), it.key(), it.name(), it.color(), it.state(), it.startDate(), it.dueDate(),
                all.size() - done, done, it.origin(), it.updatedAt(), it.version());
        return new Project(summary, project.description(), project.statuses(), project.labels(), project.milestones(),
                project.members(), project.teams(), project.restricted(), project.createdBy(), project.createdAt());
    }
}
