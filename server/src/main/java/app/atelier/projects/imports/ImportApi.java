package app.atelier.projects.imports;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.BodyLimit;
import app.atelier.platform.web.Problem;
import app.atelier.projects.project.Limits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Imports from other systems. */
@RestController
@RequestMapping("/v1/projects/imports")
@Tag(name = "projects")
class ImportApi {

    private static final int NAME = 100;

    private final Imports imports;

    ImportApi(Imports imports) {
        this.imports = imports;
    }

    /** What a file would create. */
    record DryRun(ImportFormat format, String projectName, ImportPlan.Counts counts, List<Column> statuses,
            List<ImportPlan.Notice> notices) {

        static DryRun of(ImportPlan plan) {
            var columns = new ArrayList<Column>();
            for (var i = 0; i < plan.statuses().size(); i++) {
                var index = i;
                columns.add(new Column(plan.statuses().get(i).name(),
                        (int) plan.tasks().stream().filter(t -> t.status() == index).count()));
            }
            return new DryRun(plan.format(), plan.projectName(), plan.counts(), columns, plan.notices());
        }
    }

    record Column(String name, int tasks) {
    }

    /** @param fileName only for the person who sends it; the file itself says what it is */
    @Requires(Permission.PROJECTS_CREATE)
    @PostMapping
    @BodyLimit(ImportFile.MAX_SIZE)
    @Operation(summary = "Import a Trello board or Jira issues as a new project; dryRun only says what would be created")
    ResponseEntity<?> start(Caller caller, @RequestBody(required = false) byte @Nullable [] file,
            @RequestParam(defaultValue = "auto") String format, @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String projectName,
            @RequestParam(required = false) @Nullable String fileName) {
        var name = projectName == null || projectName.isBlank() ? null : Limits.name("projectName", projectName, NAME);
        var plan = imports.look(caller, file == null ? new byte[0] : file, format(format), name);
        if (dryRun) {
            return ResponseEntity.ok(DryRun.of(plan));
        }
        var run = imports.start(caller, plan);
        return ResponseEntity.accepted().location(URI.create("/v1/projects/imports/" + run.id())).body(run);
    }

    @Requires(Permission.PROJECTS_CREATE)
    @GetMapping("/{importId}")
    @Operation(summary = "How an import goes, and what it made")
    ImportRun read(Caller caller, @PathVariable UUID importId) {
        return imports.read(caller, importId);
    }

    @Requires(Permission.PROJECTS_CREATE)
    @DeleteMapping("/{importId}")
    @Operation(summary = "Cancel an import; nothing of it stays")
    ImportRun cancel(Caller caller, @PathVariable UUID importId) {
        return imports.cancel(caller, importId);
    }

    private static @Nullable ImportFormat format(String word) {
        try {
            return word.equals("auto") ? null : ImportFormat.of(word);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("format", String.valueOf(e.getMessage()));
        }
    }
}
