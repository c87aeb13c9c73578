package app.atelier.users.exports;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Address;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Exports over HTTP. */
@RestController
@Tag(name = "users")
class ExportApi {

    private static final Logger log = LoggerFactory.getLogger(ExportApi.class);

    private final Exports exports;
    private final ExportLinks links;
    private final Address address;

    ExportApi(Exports exports, ExportLinks links, Address address) {
        this.exports = exports;
        this.links = links;
        this.address = address;
    }

    record LinkView(String link, Instant expiresAt) {
    }

    @GetMapping("/v1/organizations/{orgId}/export")
    @Requires(Permission.ORGANIZATION_MANAGE)
    @Operation(summary = "The organization's last exports, newest first")
    Page<Export> all(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return Page.all(exports.all(caller));
    }

    @PostMapping("/v1/organizations/{orgId}/export")
    @Requires(Permission.ORGANIZATION_MANAGE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Export everything of the organization as a ZIP, in the background")
    Export start(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return exports.start(caller);
    }

    @GetMapping("/v1/organizations/{orgId}/export/{id}")
    @Requires(Permission.ORGANIZATION_MANAGE)
    @Operation(summary = "How an export stands")
    Export read(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id) {
        caller.requireOrganization(orgId);
        return exports.read(caller, id);
    }

    @DeleteMapping("/v1/organizations/{orgId}/export/{id}")
    @Requires(Permission.ORGANIZATION_MANAGE)
    @Operation(summary = "Cancel an export that runs")
    Export cancel(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id) {
        caller.requireOrganization(orgId);
        return exports.cancel(caller, id);
    }

    @PostMapping("/v1/organizations/{orgId}/export/{id}/link")
    @Requires(Permission.ORGANIZATION_MANAGE)
    @Operation(summary = "A link that downloads the export, for 15 minutes and without a token")
    ResponseEntity<LinkView> link(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id) {
        caller.requireOrganization(orgId);
        var export = exports.take(caller, id);
        var link = links.to(caller.organization(), export.id());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                .body(new LinkView(address.link("/v1/users/exports/" + link.token()), link.expiresAt()));
    }

    @Public
    @GetMapping("/v1/users/exports/{token}")
    @Operation(summary = "Download an export by its link")
    void download(@PathVariable String token, HttpServletResponse response) {
        var opens = links.open(token, Instant.now());
        var export = exports.there(opens.organization(), opens.export());
        response.setContentType("application/zip");
        response.setHeader("Content-Disposition", "attachment; filename=\"atelier-export.zip\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "private, no-store");
        // A strong tag also keeps the answer from being compressed, which would cost its length.
        response.setHeader("ETag", "\"" + export.id() + "\"");
        response.setContentLengthLong(Objects.requireNonNull(export.size()));
        try {
            exports.give(export, response.getOutputStream());
        } catch (IOException e) {
            log.warn("The download of export {} broke off: {}", export.id(), String.valueOf(e));
            if (!response.isCommitted()) {
                response.reset();
                throw new Problem.Unavailable("The export's file cannot be read right now.");
            }
        }
    }
}
