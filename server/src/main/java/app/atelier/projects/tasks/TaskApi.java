package app.atelier.projects.tasks;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Ids;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Maybe;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tasks. Their limits are those of {@link TaskEdit}. */
@RestController
@RequestMapping("/v1")
@Tag(name = "projects")
class TaskApi {

    private final Tasks tasks;
    private final TaskSearch search;

    TaskApi(Tasks tasks, TaskSearch search) {
        this.tasks = tasks;
        this.search = search;
    }

    /** A line of a checklist as it is sent; only the text is needed. */
    record Item(@Nullable UUID id, @Nullable String text, @Nullable Boolean done, @Nullable String heading) {

        static List<ChecklistItem> all(@Nullable List<@Nullable Item> items) {
            if (items == null) {
                return List.of();
            }
            return items.stream().map(item -> {
                if (item == null) {
                    throw new Problem.Invalid("checklist", "must not hold null");
                }
                return new ChecklistItem(item.id() == null ? Ids.next() : item.id(), item.text() == null ? "" : item.text(),
                        Boolean.TRUE.equals(item.done()), item.heading());
            }).toList();
        }
    }

    /** A task as POST and PUT send it; only the title is needed. */
    record WholeTask(@Nullable UUID id, @Nullable String title, @Nullable String description, @Nullable UUID statusId,
            @Nullable Priority priority, @Nullable List<UUID> assigneeIds, @Nullable List<UUID> labelIds,
            @Nullable LocalDate startDate, @Nullable LocalDate dueDate, @Nullable Integer estimate, @Nullable UUID parentId,
            @Nullable UUID milestoneId, @Nullable String position, @Nullable List<@Nullable Item> checklist) {

        TaskEdit at(UUID status, String place) {
            return new TaskEdit(title == null ? "" : title, description == null ? "" : description, status,
                    priority == null ? Priority.NONE : priority, assigneeIds == null ? List.of() : assigneeIds,
                    labelIds == null ? List.of() : labelIds, startDate, dueDate, estimate, parentId, milestoneId, place,
                    Item.all(checklist));
        }
    }

    record TaskPatch(@Nullable Maybe<String> title, @Nullable Maybe<String> description, @Nullable Maybe<UUID> statusId,
            @Nullable Maybe<Priority> priority, @Nullable Maybe<List<UUID>> assigneeIds, @Nullable Maybe<List<UUID>> labelIds,
            @Nullable Maybe<LocalDate> startDate, @Nullable Maybe<LocalDate> dueDate, @Nullable Maybe<Integer> estimate,
            @Nullable Maybe<UUID> parentId, @Nullable Maybe<UUID> milestoneId, @Nullable Maybe<String> position,
            @Nullable Maybe<List<@Nullable Item>> checklist) {

        TaskEdit on(TaskEdit old) {
            var text = Maybe.or(description, old.description());
            var assignees = Maybe.or(assigneeIds, old.assigneeIds());
            var labels = Maybe.or(labelIds, old.labelIds());
            var urgency = Maybe.or(priority, old.priority());
            return new TaskEdit(Maybe.required("title", title, old.title()), text == null ? "" : text,
                    Maybe.required("statusId", statusId, old.statusId()), urgency == null ? Priority.NONE : urgency,
                    assignees == null ? List.of() : assignees, labels == null ? List.of() : labels,
                    Maybe.or(startDate, old.startDate()), Maybe.or(dueDate, old.dueDate()),
                    Maybe.or(estimate, old.estimate()), Maybe.or(parentId, old.parentId()),
                    Maybe.or(milestoneId, old.milestoneId()), Maybe.required("position", position, old.position()),
                    checklist == null ? old.checklist() : Item.all(checklist.value()));
        }
    }

    @Requires(Permission.WORK_EDIT)
    @PostMapping("/projects/{projectId}/tasks")
    @Operation(summary = "Create a task; only the title is needed")
    ResponseEntity<Task> create(Caller caller, @PathVariable UUID projectId, @RequestBody WholeTask body) {
        var place = new Tasks.Place(body.statusId(), body.position());
        var made = tasks.create(caller, projectId, body.id(), place, body::at);
        var answer = made.made() ? ResponseEntity.created(URI.create("/v1/tasks/" + made.task().id())) : ResponseEntity.ok();
        return answer.eTag(Versions.etag(made.task().version())).body(made.task());
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/projects/{projectId}/tasks")
    @Operation(summary = "Tasks of a project")
    Page<TaskSummary> list(Caller caller, @PathVariable UUID projectId, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, @RequestParam(required = false) @Nullable UUID statusId,
            @RequestParam(required = false) @Nullable UUID assigneeId, @RequestParam(required = false) @Nullable UUID labelId,
            @RequestParam(required = false) @Nullable String q, @RequestParam(required = false) @Nullable String sort) {
        return search.inProject(caller, projectId, statusId, assigneeId, labelId, q, sort, Page.limit(limit), cursor);
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/tasks")
    @Operation(summary = "Tasks across projects: my work (assignee=me, open=true), search (q)")
    Page<TaskSearch.Found> find(Caller caller, @RequestParam(required = false) @Nullable String assignee,
            @RequestParam(defaultValue = "false") boolean open, @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String sort, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return search.everywhere(caller, assignee, open, q, sort, Page.limit(limit), cursor);
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/tasks/{taskId}")
    @Operation(summary = "One task with its description and checklist")
    ResponseEntity<Task> read(Caller caller, @PathVariable UUID taskId) {
        return answer(tasks.read(caller, taskId));
    }

    @Requires(Permission.WORK_EDIT)
    @PutMapping("/tasks/{taskId}")
    @Operation(summary = "Replace what can be changed of a task; a status or position left out stays")
    ResponseEntity<Task> replace(Caller caller, @PathVariable UUID taskId, @RequestBody WholeTask body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        if (body.id() != null && !body.id().equals(taskId)) {
            throw new Problem.Invalid("id", "must be the id in the address, or left out");
        }
        return answer(tasks.change(caller, taskId, ifMatch, old -> body.at(
                body.statusId() == null ? old.statusId() : body.statusId(),
                body.position() == null ? old.position() : body.position())));
    }

    @Requires(Permission.WORK_EDIT)
    @PatchMapping("/tasks/{taskId}")
    @Operation(summary = "Change some of a task (JSON merge patch)")
    ResponseEntity<Task> change(Caller caller, @PathVariable UUID taskId, @RequestBody TaskPatch body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(tasks.change(caller, taskId, ifMatch, body::on));
    }

    @Requires(Permission.WORK_EDIT)
    @DeleteMapping("/tasks/{taskId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Put a task and those under it into the trash, for 30 days")
    void delete(Caller caller, @PathVariable UUID taskId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        tasks.delete(caller, taskId, ifMatch);
    }

    @Requires(Permission.WORK_EDIT)
    @PostMapping("/tasks/{taskId}/restore")
    @Operation(summary = "Take a task out of the trash, with those that went with it")
    ResponseEntity<Task> restore(Caller caller, @PathVariable UUID taskId) {
        return answer(tasks.restore(caller, taskId));
    }

    private static ResponseEntity<Task> answer(Task task) {
        return ResponseEntity.ok().eTag(Versions.etag(task.version())).body(task);
    }
}
