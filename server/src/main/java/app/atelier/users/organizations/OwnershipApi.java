package app.atelier.users.organizations;

import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Versions;
import app.atelier.users.Member;
import app.atelier.users.Organization;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Handing over, leaving and deleting an organization over HTTP. */
@RestController
@RequestMapping("/v1/organizations/{orgId}")
@Tag(name = "users")
class OwnershipApi {

    private final Ownership ownership;
    private final Organizations organizations;

    OwnershipApi(Ownership ownership, Organizations organizations) {
        this.ownership = ownership;
        this.organizations = organizations;
    }

    record TransferRequest(@NotNull(message = "must not be empty") UUID personId) {
    }

    record DeletionRequest(@NotBlank(message = "must not be empty")
            @Size(max = 100, message = "must have at most 100 characters") String name) {
    }

    @PostMapping("/ownership")
    @Requires(Permission.ORGANIZATION_DELETE)
    @Operation(summary = "Hand the organization over to a member; answers the new owner")
    Member transfer(Caller caller, @PathVariable UUID orgId, @Valid @RequestBody TransferRequest body) {
        caller.requireOrganization(orgId);
        return ownership.transfer(caller, body.personId());
    }

    @DeleteMapping("/membership")
    @Requires(Permission.SELF)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Leave the organization")
    void leave(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        organizations.leave(caller);
    }

    @PostMapping("/deletion")
    @Requires(Permission.ORGANIZATION_DELETE)
    @Operation(summary = "Close the organization now and erase it in 30 days")
    ResponseEntity<Organization> delete(Caller caller, @PathVariable UUID orgId, @Valid @RequestBody DeletionRequest body) {
        caller.requireOrganization(orgId);
        return tagged(ownership.delete(caller, body.name()));
    }

    @DeleteMapping("/deletion")
    @Requires(Permission.ORGANIZATION_DELETE)
    @Operation(summary = "Do not delete the organization after all")
    ResponseEntity<Organization> keep(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return tagged(ownership.keep(caller));
    }

    private static ResponseEntity<Organization> tagged(Organization organization) {
        return ResponseEntity.ok().eTag(Versions.etag(organization.version())).body(organization);
    }
}
