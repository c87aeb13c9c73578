package app.atelier.projects.tasks;

import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.security.Caller;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.projects.project.ProjectStore;
import app.atelier.projects.tasks.TaskLists.Filter;
import app.atelier.projects.tasks.TaskLists.Hit;
import app.atelier.projects.tasks.TaskLists.Sort;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How people look for tasks: within a project, and across all they may see. */
@Component
class TaskSearch {

    private static final int WORDS = 200;

    private final Db db;
    private final ProjectStore projects;
    private final TaskLists lists;

    TaskSearch(Db db, ProjectStore projects, TaskLists lists) {
        this.db = db;
        this.projects = projects;
        this.lists = lists;
    }

    /** A task found anywhere. */
    record Found(@JsonUnwrapped TaskSummary task, String projectName) {
    }

    Page<TaskSummary> inProject(Caller caller, UUID project, @Nullable UUID status, @Nullable UUID assignee,
            @Nullable UUID label, @Nullable String words, @Nullable String sortWord, int limit, @Nullable String cursor) {
        var sort = Sort.of(sortWord);
        var filter = new Filter(project, status, assignee, label, words(words), false);
        return db.replica(caller.organization(), tx -> {
            if (projects.ref(tx, caller, project).isEmpty()) {
                throw new Problem.NotFound("project", project);
            }
            var rows = lists.list(tx, caller, filter, sort, cursor, limit).stream().map(Hit::task).toList();
            return Page.of(rows, limit, last -> TaskLists.cursor(sort, last));
        });
    }

    /** @param assignee {@code me}, a person's id, or null for everybody */
    Page<Found> everywhere(Caller caller, @Nullable String assignee, boolean openOnly, @Nullable String words,
            @Nullable String sortWord, int limit, @Nullable String cursor) {
        var sort = sortWord == null ? (assignee == null ? Sort.UPDATED : Sort.DUE) : Sort.of(sortWord);
        var filter = new Filter(null, null, person(caller, assignee), null, words(words), openOnly);
        return db.replica(caller.organization(), tx -> {
            var rows = lists.list(tx, caller, filter, sort, cursor, limit).stream()
                    .map(hit -> new Found(hit.task(), hit.projectName())).toList();
            return Page.of(rows, limit, last -> TaskLists.cursor(sort, last.task()));
        });
    }

    private static @Nullable UUID person(Caller caller, @Nullable String assignee) {
        if (assignee == null) {
            return null;
        }
        try {
            return assignee.equals("me") ? caller.person() : UUID.fromString(assignee);
        } catch (IllegalArgumentException _) {
            throw new Problem.Invalid("assignee", "must be me or the id of a person");
        }
    }

    private static @Nullable String words(@Nullable String words) {
        if (words == null || words.isBlank()) {
            return null;
        }
        if (words.length() > WORDS || words.indexOf('\0') >= 0) {
            throw new Problem.Invalid("q", "must have at most " + WORDS + " characters, none of them U+0000");
        }
        return words;
    }
}
