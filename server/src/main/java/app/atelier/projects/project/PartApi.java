package app.atelier.projects.project;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

import app.atelier.platform.db.Ids;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Maybe;
import app.atelier.platform.web.Problem;
import app.atelier.projects.tasks.Position;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Statuses, labels and milestones of a project. Their limits hold for new ones and for changes alike. */
@RestController
@RequestMapping("/v1/projects/{projectId}")
@Tag(name = "projects")
class PartApi {

    private static final int NAME = 100;
    private static final int DESCRIPTION = 10_000;
    private static final int WIP_LIMIT = 999;

    private final Parts parts;

    PartApi(Parts parts) {
        this.parts = parts;
    }

    record NewStatus(@Nullable UUID id, @Nullable String name, @Nullable StatusCategory category,
            @Nullable String position, @Nullable Integer wipLimit) {
    }

    record StatusPatch(@Nullable Maybe<String> name, @Nullable Maybe<StatusCategory> category,
            @Nullable Maybe<String> position, @Nullable Maybe<Integer> wipLimit) {
    }

    record NewLabel(@Nullable UUID id, @Nullable String name, @Nullable Color color) {
    }

    record LabelPatch(@Nullable Maybe<String> name, @Nullable Maybe<Color> color) {
    }

    record NewMilestone(@Nullable UUID id, @Nullable String name, @Nullable String description,
            @Nullable LocalDate startDate, @Nullable LocalDate dueDate, @Nullable Instant completedAt,
            @Nullable String position) {
    }

    record MilestonePatch(@Nullable Maybe<String> name, @Nullable Maybe<String> description,
            @Nullable Maybe<LocalDate> startDate, @Nullable Maybe<LocalDate> dueDate, @Nullable Maybe<Instant> completedAt,
            @Nullable Maybe<String> position) {
    }

    @Requires(Permission.PROJECT_MANAGE)
    @PostMapping("/statuses")
    @Operation(summary = "Add a status, last on the board unless a position is given")
    ResponseEntity<Status> addStatus(Caller caller, @PathVariable UUID projectId, @RequestBody NewStatus body) {
        if (body.category() == null) {
            throw new Problem.Invalid("category", "must be one of todo, doing, done");
        }
        return answer(parts.addStatus(caller, projectId, id(body.id()), name(body.name()), body.category(),
                position(body.position()), Limits.number("wipLimit", body.wipLimit(), 1, WIP_LIMIT)));
    }

    @Requires(Permission.PROJECT_MANAGE)
    @PatchMapping("/statuses/{statusId}")
    @Operation(summary = "Change a status (JSON merge patch)")
    Status changeStatus(Caller caller, @PathVariable UUID projectId, @PathVariable UUID statusId, @RequestBody StatusPatch body) {
        return parts.changeStatus(caller, projectId, statusId, old -> new Status(statusId,
                name(Maybe.required("name", body.name(), old.name())),
                Maybe.required("category", body.category(), old.category()),
                required(position(Maybe.required("position", body.position(), old.position())), old.position()),
                Limits.number("wipLimit", Maybe.or(body.wipLimit(), old.wipLimit()), 1, WIP_LIMIT)));
    }

    @Requires(Permission.PROJECT_MANAGE)
    @DeleteMapping("/statuses/{statusId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a status; moveTo names the one that takes its tasks")
    void deleteStatus(Caller caller, @PathVariable UUID projectId, @PathVariable UUID statusId,
            @RequestParam(required = false) @Nullable UUID moveTo) {
        parts.deleteStatus(caller, projectId, statusId, moveTo);
    }

    @Requires(Permission.WORK_EDIT)
    @PostMapping("/labels")
    @Operation(summary = "Add a label")
    ResponseEntity<Label> addLabel(Caller caller, @PathVariable UUID projectId, @RequestBody NewLabel body) {
        var id = id(body.id());
        var color = body.color() == null ? Color.at(Math.floorMod(id.hashCode(), 9)) : body.color();
        return answer(parts.addLabel(caller, projectId, id, name(body.name()), color));
    }

    @Requires(Permission.WORK_EDIT)
    @PatchMapping("/labels/{labelId}")
    @Operation(summary = "Change a label (JSON merge patch)")
    Label changeLabel(Caller caller, @PathVariable UUID projectId, @PathVariable UUID labelId, @RequestBody LabelPatch body) {
        return parts.changeLabel(caller, projectId, labelId, old -> new Label(labelId,
                name(Maybe.required("name", body.name(), old.name())), Maybe.required("color", body.color(), old.color())));
    }

    @Requires(Permission.WORK_EDIT)
    @DeleteMapping("/labels/{labelId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a label and take it off all tasks")
    void deleteLabel(Caller caller, @PathVariable UUID projectId, @PathVariable UUID labelId) {
        parts.deleteLabel(caller, projectId, labelId);
    }

    @Requires(Permission.PROJECT_MANAGE)
    @PostMapping("/milestones")
    @Operation(summary = "Add a milestone, last unless a position is given")
    ResponseEntity<Milestone> addMilestone(Caller caller, @PathVariable UUID projectId, @RequestBody NewMilestone body) {
        var wanted = new Milestone(id(body.id()), name(body.name()),
                Limits.text("description", body.description(), DESCRIPTION), body.startDate(), body.dueDate(),
                body.completedAt(), "V");
        return answer(parts.addMilestone(caller, projectId, wanted, position(body.position())));
    }

    @Requires(Permission.PROJECT_MANAGE)
    @PatchMapping("/milestones/{milestoneId}")
    @Operation(summary = "Change a milestone (JSON merge patch)")
    Milestone changeMilestone(Caller caller, @PathVariable UUID projectId, @PathVariable UUID milestoneId,
            @RequestBody MilestonePatch body) {
        return parts.changeMilestone(caller, projectId, milestoneId, old -> new Milestone(milestoneId,
                name(Maybe.required("name", body.name(), old.name())),
                Limits.text("description", Maybe.or(body.description(), old.description()), DESCRIPTION),
                Maybe.or(body.startDate(), old.startDate()), Maybe.or(body.dueDate(), old.dueDate()),
                Maybe.or(body.completedAt(), old.completedAt()),
                required(position(Maybe.required("position", body.position(), old.position())), old.position())));
    }

    @Requires(Permission.PROJECT_MANAGE)
    @DeleteMapping("/milestones/{milestoneId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a milestone; its tasks stay")
    void deleteMilestone(Caller caller, @PathVariable UUID projectId, @PathVariable UUID milestoneId) {
        parts.deleteMilestone(caller, projectId, milestoneId);
    }

    private static <T> ResponseEntity<T> answer(Parts.Made<T> made) {
        return ResponseEntity.status(made.made() ? HttpStatus.CREATED : HttpStatus.OK).body(made.part());
    }

    private static UUID id(@Nullable UUID asked) {
        return asked == null ? Ids.next() : asked;
    }

    private static String name(@Nullable String value) {
        return Limits.name("name", value == null ? "" : value, NAME);
    }

    private static @Nullable String position(@Nullable String value) {
        if (value != null && !Position.isValid(value)) {
            throw new Problem.Invalid("position", Position.RULE_TEXT);
        }
        return value;
    }

    private static String required(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
