package app.atelier.projects.tasks;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.security.Caller;
import app.atelier.platform.web.Problem;
import app.atelier.projects.project.Project;
import app.atelier.projects.project.ProjectStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A whole board in one answer, from one snapshot. */
@RestController
@RequestMapping("/v1/projects/{projectId}/board")
@Tag(name = "projects")
class BoardApi {

    private final Db db;
    private final ProjectStore projects;
    private final TaskLists tasks;
    private final JournalReader journal;

    BoardApi(Db db, ProjectStore projects, TaskLists tasks, JournalReader journal) {
        this.db = db;
        this.projects = projects;
        this.tasks = tasks;
        this.journal = journal;
    }

    /** @param seq the journal's position this board stands at: follow from here and nothing is missed */
    record Board(long seq, Project project, List<TaskSummary> tasks) {
    }

    @GetMapping
    @Operation(summary = "A project and all its live tasks, with the journal position to follow from")
    Board board(Caller caller, @PathVariable UUID projectId) {
        return db.snapshot(caller.organization(), tx -> {
            var project = projects.find(tx, caller, projectId)
                    .orElseThrow(() -> new Problem.NotFound("project", projectId));
            return new Board(journal.head(tx), project, tasks.board(tx, projectId));
        });
    }
}
