package app.atelier.projects.templates;

import java.net.URI;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Project templates. */
@RestController
@RequestMapping("/v1/projects/templates")
@Tag(name = "projects")
class TemplateApi {

    private final Templates templates;

    TemplateApi(Templates templates) {
        this.templates = templates;
    }

    /** @param fromProjectId the project whose milestones, tasks, statuses and labels become the template */
    record NewTemplate(
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String name,
            @Size(max = 2000, message = "must have at most 2000 characters") @Nullable String description,
            @NotNull(message = "must name a project") UUID fromProjectId) {
    }

    @Requires(Permission.PROJECTS_CREATE)
    @GetMapping
    @Operation(summary = "The organization's templates, shipped ones first")
    Page<Template> list(Caller caller) {
        return Page.all(templates.list(caller));
    }

    @Requires(Permission.PROJECTS_CREATE)
    @GetMapping("/{templateId}")
    @Operation(summary = "One template with what it makes")
    ResponseEntity<Template> read(Caller caller, @PathVariable UUID templateId) {
        var template = templates.read(caller, templateId);
        return ResponseEntity.ok().eTag(Versions.etag(template.version())).body(template);
    }

    @Requires(Permission.PROJECTS_CREATE)
    @PostMapping
    @Operation(summary = "Publish a project as a template; under the name of one of your own it becomes its next version")
    ResponseEntity<Template> publish(Caller caller, @Valid @RequestBody NewTemplate body) {
        var template = templates.publish(caller, body.name().strip(), body.description(), body.fromProjectId());
        return ResponseEntity.created(URI.create("/v1/projects/templates/" + template.id()))
                .eTag(Versions.etag(template.version())).body(template);
    }
}
