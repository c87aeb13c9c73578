package app.atelier.users.audit;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit log over HTTP. */
@RestController
@RequestMapping("/v1/organizations/{orgId}/audit")
@Tag(name = "users")
class AuditApi {

    private final AuditLog log;

    AuditApi(AuditLog log) {
        this.log = log;
    }

    @GetMapping
    @Requires(Permission.AUDIT_READ)
    @Operation(summary = "Who did what to what and from where, newest first")
    Page<AuditView> search(Caller caller, @PathVariable UUID orgId, @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable UUID actorId, @RequestParam(required = false) @Nullable String subjectType,
            @RequestParam(required = false) @Nullable UUID subjectId, @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        caller.requireOrganization(orgId);
        var page = log.search(caller, new AuditQuery(action, actorId, subjectType, subjectId, from, to), cursor, limit);
        return new Page<>(page.items().stream().map(AuditView::of).toList(), page.next());
    }

    @GetMapping("/export")
    @Requires(Permission.AUDIT_READ)
    @Operation(summary = "The audit log, or what of it fits, as CSV or JSON lines, oldest first")
    void export(Caller caller, @PathVariable UUID orgId, @RequestParam(defaultValue = "csv") String format,
            @RequestParam(required = false) @Nullable String action, @RequestParam(required = false) @Nullable UUID actorId,
            @RequestParam(required = false) @Nullable String subjectType, @RequestParam(required = false) @Nullable UUID subjectId,
            @RequestParam(required = false) @Nullable Instant from, @RequestParam(required = false) @Nullable Instant to,
            HttpServletResponse response) throws IOException {
        caller.requireOrganization(orgId);
        var form = switch (format) {
            case "csv" -> AuditFormat.CSV;
            case "jsonl" -> AuditFormat.JSONL;
            default -> throw new Problem.Invalid("format", "must be csv or jsonl");
        };
        var query = new AuditQuery(action, actorId, subjectType, subjectId, from, to);
        log.noteExport(caller, form, query);
        response.setContentType(form.mediaType());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + form.ending() + "\"");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        log.export(caller, form, query, response.getOutputStream());
    }

    @GetMapping("/verification")
    @Requires(Permission.AUDIT_READ)
    @Operation(summary = "Whether the audit log is as it was written, and if not, the first row at fault")
    Verification verify(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return log.verify(caller);
    }
}
