package app.atelier.processing.pipelines;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pipelines over HTTP. */
@RestController
@RequestMapping("/v1/processing")
@Tag(name = "processing")
class PipelineApi {

    private final Pipelines pipelines;

    PipelineApi(Pipelines pipelines) {
        this.pipelines = pipelines;
    }

    @Requires(Permission.EVENTS_SEND)
    @GetMapping("/pipelines")
    @Operation(summary = "How far each source is loaded into the analytical store")
    Page<Pipelines.Status> all(Caller caller) {
        return Page.all(pipelines.all(caller));
    }

    @Requires(Permission.EVENTS_SEND)
    @GetMapping("/rejected")
    @Operation(summary = "Events that could not be used, with the reason, newest first")
    Page<Pipelines.Rejected> rejected(Caller caller, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return pipelines.rejected(caller, limit, cursor);
    }
}
