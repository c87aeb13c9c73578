package app.atelier.projects.project;

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
import app.atelier.projects.project.Projects.Draft;
import app.atelier.projects.project.Projects.Edit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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

/** Projects. */
@RestController
@RequestMapping("/v1/projects")
@Tag(name = "projects")
class ProjectApi {

    static final int NAME = 100;
    static final int DESCRIPTION = 100_000;
    private static final int MEMBERS = 500;

    private final Projects projects;
    private final ProjectStart start;

    ProjectApi(Projects projects, ProjectStart start) {
        this.projects = projects;
        this.start = start;
    }

    /** @param templateId makes the project from a template, with dates counted from {@code startDate} or today */
    record NewProject(
            @Nullable UUID id,
            @NotBlank(message = "must not be empty") @Size(max = NAME, message = "must have at most 100 characters") String name,
            @Pattern(regexp = ProjectKey.RULE, message = ProjectKey.RULE_TEXT) @Nullable String key,
            @Size(max = DESCRIPTION, message = "must have at most 100000 characters") @Nullable String description,
            @Nullable Color color,
            @Nullable UUID templateId,
            @Nullable LocalDate startDate,
            @Nullable LocalDate dueDate) {
    }

    record WholeProject(
            @NotBlank(message = "must not be empty") @Size(max = NAME, message = "must have at most 100 characters") String name,
            @Pattern(regexp = ProjectKey.RULE, message = ProjectKey.RULE_TEXT) @Nullable String key,
            @Size(max = DESCRIPTION, message = "must have at most 100000 characters") @Nullable String description,
            @Nullable Color color,
            @Nullable ProjectState state,
            @Nullable LocalDate startDate,
            @Nullable LocalDate dueDate,
            @Size(max = MEMBERS, message = "must hold at most 500 people") @Nullable List<UUID> memberIds,
            @Nullable Boolean restricted) {
    }

    record ProjectPatch(
            @Nullable Maybe<String> name,
            @Nullable Maybe<String> key,
            @Nullable Maybe<String> description,
            @Nullable Maybe<Color> color,
            @Nullable Maybe<ProjectState> state,
            @Nullable Maybe<LocalDate> startDate,
            @Nullable Maybe<LocalDate> dueDate,
            @Nullable Maybe<List<UUID>> memberIds,
            @Nullable Maybe<Boolean> restricted) {
    }

    @Requires(Permission.WORK_READ)
    @GetMapping
    @Operation(summary = "Projects the caller may see, by name")
    Page<ProjectSummary> list(Caller caller, @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit, @RequestParam(required = false) @Nullable String cursor) {
        return projects.list(caller, state(state), Page.limit(limit), cursor);
    }

    @Requires(Permission.PROJECTS_CREATE)
    @PostMapping
    @Operation(summary = "Create a project, empty or from a template")
    ResponseEntity<Project> create(Caller caller, @Valid @RequestBody NewProject body) {
        var draft = new Draft(body.id() == null ? Ids.next() : body.id(), body.name().strip(), body.key(),
                body.description() == null ? "" : body.description(), body.color(), body.startDate(), body.dueDate());
        var made = body.templateId() == null ? projects.create(caller, draft)
                : start.fromTemplate(caller, draft, body.templateId());
        var answer = made.made() ? ResponseEntity.created(URI.create("/v1/projects/" + made.project().id()))
                : ResponseEntity.ok();
        return answer.eTag(Versions.etag(made.project().version())).body(made.project());
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/{projectId}")
    @Operation(summary = "One project with its statuses, labels and milestones")
    ResponseEntity<Project> read(Caller caller, @PathVariable UUID projectId) {
        return answer(projects.read(caller, projectId));
    }

    @Requires(Permission.PROJECT_MANAGE)
    @PutMapping("/{projectId}")
    @Operation(summary = "Replace what can be changed of a project; a key, colour or state left out stays")
    ResponseEntity<Project> replace(Caller caller, @PathVariable UUID projectId, @Valid @RequestBody WholeProject body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(projects.change(caller, projectId, ifMatch, old -> new Edit(body.name().strip(),
                body.key() == null ? old.key() : body.key(), body.description() == null ? "" : body.description(),
                body.color() == null ? old.color() : body.color(), body.state() == null ? old.state() : body.state(),
                body.startDate(), body.dueDate(), old.people(body.memberIds() == null ? List.of() : body.memberIds()),
                old.teams(), body.restricted() == null ? old.restricted() : body.restricted())));
    }

    @Requires(Permission.PROJECT_MANAGE)
    @PatchMapping("/{projectId}")
    @Operation(summary = "Change some of a project (JSON merge patch)")
    ResponseEntity<Project> change(Caller caller, @PathVariable UUID projectId, @RequestBody ProjectPatch body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return answer(projects.change(caller, projectId, ifMatch, old -> {
            var description = Maybe.or(body.description(), old.description());
            var key = Maybe.required("key", body.key(), old.key());
            if (!key.matches(ProjectKey.RULE)) {
                throw new Problem.Invalid("key", ProjectKey.RULE_TEXT);
            }
            return new Edit(Limits.name("name", Maybe.required("name", body.name(), old.name()), NAME), key,
                    Limits.text("description", description, DESCRIPTION),
                    Maybe.required("color", body.color(), old.color()),
                    Maybe.required("state", body.state(), old.state()),
                    Maybe.or(body.startDate(), old.startDate()), Maybe.or(body.dueDate(), old.dueDate()),
                    body.memberIds() == null ? old.people() : old.people(Limits.list("memberIds", body.memberIds().value(), MEMBERS)),
                    old.teams(), Maybe.required("restricted", body.restricted(), old.restricted()));
        }));
    }

    @Requires(Permission.PROJECT_MANAGE)
    @DeleteMapping("/{projectId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Put a project into the trash, for 30 days")
    void delete(Caller caller, @PathVariable UUID projectId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        projects.delete(caller, projectId, ifMatch);
    }

    @Requires(Permission.PROJECTS_CREATE)
    @PostMapping("/{projectId}/restore")
    @Operation(summary = "Take a project out of the trash")
    ResponseEntity<Project> restore(Caller caller, @PathVariable UUID projectId) {
        return answer(projects.restore(caller, projectId));
    }

    private static ResponseEntity<Project> answer(Project project) {
        return ResponseEntity.ok().eTag(Versions.etag(project.version())).body(project);
    }

    private static ProjectState state(@Nullable String word) {
        try {
            return word == null ? ProjectState.ACTIVE : ProjectState.of(word);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("state", String.valueOf(e.getMessage()));
        }
    }
}
