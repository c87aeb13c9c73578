package app.atelier.users.organizations;

import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import app.atelier.users.Member;
import app.atelier.users.Organization;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Organizations and members over HTTP. */
@RestController
@RequestMapping("/v1/organizations/{orgId}")
@Tag(name = "users")
class OrganizationApi {

    private final Organizations organizations;

    OrganizationApi(Organizations organizations) {
        this.organizations = organizations;
    }

    record NameRequest(@NotBlank(message = "must not be empty")
            @Size(max = 100, message = "must have at most 100 characters") String name,
            @Size(min = 2, max = 40, message = "must have 2 to 40 characters")
            @Pattern(regexp = "[a-z0-9]+(?:-[a-z0-9]+)*", message = "must hold lower-case letters, digits and single hyphens only")
            @Nullable String slug) {
    }

    /** One of the two. */
    record RoleRequest(@Nullable Role role, @Nullable UUID customRoleId) {
    }

    @Requires(Permission.ORGANIZATION_READ)
    @GetMapping
    @Operation(summary = "The caller's organization")
    ResponseEntity<Organization> read(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return tagged(organizations.read(caller));
    }

    @Requires(Permission.ORGANIZATION_MANAGE)
    @PutMapping
    @Operation(summary = "Rename the organization, or change its name in addresses")
    ResponseEntity<Organization> rename(Caller caller, @PathVariable UUID orgId, @Valid @RequestBody NameRequest body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        caller.requireOrganization(orgId);
        return tagged(organizations.rename(caller, body.name(), body.slug(), ifMatch));
    }

    @Requires(Permission.ORGANIZATION_READ)
    @GetMapping("/members")
    @Operation(summary = "Members of the organization")
    Page<Member> members(Caller caller, @PathVariable UUID orgId, @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        caller.requireOrganization(orgId);
        return organizations.members(caller, limit, cursor);
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PatchMapping("/members/{personId}")
    @Operation(summary = "Give a member another role, one of the four or a custom one")
    Member setRole(Caller caller, @PathVariable UUID orgId, @PathVariable UUID personId, @Valid @RequestBody RoleRequest body) {
        caller.requireOrganization(orgId);
        if ((body.role() == null) == (body.customRoleId() == null)) {
            throw new Problem.Invalid("role", "must be given, or else customRoleId; not both");
        }
        return organizations.setRole(caller, personId, body.role(), body.customRoleId());
    }

    @Requires(Permission.SELF)
    @DeleteMapping("/members/{personId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take a member out, or leave")
    void remove(Caller caller, @PathVariable UUID orgId, @PathVariable UUID personId) {
        caller.requireOrganization(orgId);
        organizations.remove(caller, personId);
    }

    private static ResponseEntity<Organization> tagged(Organization organization) {
        return ResponseEntity.ok().eTag(Versions.etag(organization.version())).body(organization);
    }
}
