package app.atelier.users.invitations;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Page;
import app.atelier.users.InvitationLink;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invitation links over HTTP. */
@RestController
@RequestMapping("/v1/organizations/{orgId}/invitation-links")
@Tag(name = "users")
class InvitationLinkApi {

    private static final int USUAL_DAYS = 7;

    private final InvitationLinks links;

    InvitationLinkApi(InvitationLinks links) {
        this.links = links;
    }

    /**
     * @param mostUses      1 without it
     * @param expiresInDays 7 without it
     */
    record LinkRequest(@NotNull(message = "must not be empty") Role role,
            @Size(max = 255, message = "must have at most 255 characters") @Nullable String domain,
            @Min(value = 1, message = "must be at least 1") @Max(value = 1000, message = "must be at most 1000") @Nullable Integer mostUses,
            @Min(value = 1, message = "must be at least 1") @Max(value = 90, message = "must be at most 90") @Nullable Integer expiresInDays) {
    }

    /** @param link the address to send on; told this once */
    record LinkAnswer(UUID id, Role role, @Nullable String domain, int mostUses, int uses, Instant createdAt, Instant expiresAt,
            String link) {
    }

    @GetMapping
    @Requires(Permission.MEMBERS_MANAGE)
    @Operation(summary = "Links by which people may join, as long as they work")
    Page<InvitationLink> all(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return Page.all(links.all(caller));
    }

    @PostMapping
    @Requires(Permission.MEMBERS_MANAGE)
    @Operation(summary = "Make a link by which people may join; its address is told this once")
    ResponseEntity<LinkAnswer> create(Caller caller, @PathVariable UUID orgId, @Valid @RequestBody LinkRequest body) {
        caller.requireOrganization(orgId);
        var made = links.create(caller, body.role(), body.domain(), body.mostUses() == null ? 1 : body.mostUses(),
                body.expiresInDays() == null ? USUAL_DAYS : body.expiresInDays());
        var link = made.link();
        return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore())
                .body(new LinkAnswer(link.id(), link.role(), link.domain(), link.mostUses(), link.uses(), link.createdAt(),
                        link.expiresAt(), made.address()));
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.MEMBERS_MANAGE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a link; who joined by it stays")
    void revoke(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id) {
        caller.requireOrganization(orgId);
        links.revoke(caller, id);
    }
}
