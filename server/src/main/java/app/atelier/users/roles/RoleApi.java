package app.atelier.users.roles;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import app.atelier.users.CustomRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Roles of an organization's own making over HTTP. */
@RestController
@RequestMapping("/v1/organizations/{orgId}/roles")
@Tag(name = "users")
class RoleApi {

    private final Roles roles;

    RoleApi(Roles roles) {
        this.roles = roles;
    }

    record NewRole(@Nullable UUID id,
            @NotBlank(message = "must not be empty") @Size(max = 50, message = "must have at most 50 characters") String name,
            @Size(max = 500, message = "must have at most 500 characters") @Nullable String description,
            @NotNull(message = "must be a list of permissions, such as work.read")
            @Size(max = 100, message = "must hold at most 100 permissions") List<@NotNull(message = "must not be null") Permission> permissions) {
    }

    record WholeRole(
            @NotBlank(message = "must not be empty") @Size(max = 50, message = "must have at most 50 characters") String name,
            @Size(max = 500, message = "must have at most 500 characters") @Nullable String description,
            @NotNull(message = "must be a list of permissions, such as work.read")
            @Size(max = 100, message = "must hold at most 100 permissions") List<@NotNull(message = "must not be null") Permission> permissions) {
    }

    @Requires(Permission.ORGANIZATION_READ)
    @GetMapping
    @Operation(summary = "Roles of the organization's own making, by name")
    Page<CustomRole> all(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return Page.all(roles.all(caller));
    }

    @Requires(Permission.ROLES_MANAGE)
    @PostMapping
    @Operation(summary = "Make a role of permissions one has oneself")
    ResponseEntity<CustomRole> create(Caller caller, @PathVariable UUID orgId, @Valid @RequestBody NewRole body) {
        caller.requireOrganization(orgId);
        var made = roles.create(caller, body.id(), draft(body.name(), body.description(), body.permissions()));
        var answer = made.made()
                ? ResponseEntity.created(URI.create("/v1/organizations/" + orgId + "/roles/" + made.role().id()))
                : ResponseEntity.ok();
        return answer.eTag(Versions.etag(made.role().version())).body(made.role());
    }

    @Requires(Permission.ORGANIZATION_READ)
    @GetMapping("/{roleId}")
    @Operation(summary = "One role and what it gives")
    ResponseEntity<CustomRole> read(Caller caller, @PathVariable UUID orgId, @PathVariable UUID roleId) {
        caller.requireOrganization(orgId);
        return answer(roles.read(caller, roleId));
    }

    @Requires(Permission.ROLES_MANAGE)
    @PutMapping("/{roleId}")
    @Operation(summary = "Change a role; those who have it may do what it gives now from their next token on")
    ResponseEntity<CustomRole> change(Caller caller, @PathVariable UUID orgId, @PathVariable UUID roleId,
            @Valid @RequestBody WholeRole body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        caller.requireOrganization(orgId);
        return answer(roles.change(caller, roleId, draft(body.name(), body.description(), body.permissions()), ifMatch));
    }

    @Requires(Permission.ROLES_MANAGE)
    @DeleteMapping("/{roleId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a role that nobody has")
    void delete(Caller caller, @PathVariable UUID orgId, @PathVariable UUID roleId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        caller.requireOrganization(orgId);
        roles.delete(caller, roleId, ifMatch);
    }

    private static Roles.Draft draft(String name, @Nullable String description, List<Permission> permissions) {
        Set<Permission> set = EnumSet.noneOf(Permission.class);
        set.addAll(permissions);
        return new Roles.Draft(text("name", name), text("description", description == null ? "" : description), set);
    }

    /** PostgreSQL keeps no NUL. */
    private static String text(String field, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new Problem.Invalid(field, "must not hold the character U+0000");
        }
        return value.strip();
    }

    private static ResponseEntity<CustomRole> answer(CustomRole role) {
        return ResponseEntity.ok().eTag(Versions.etag(role.version())).body(role);
    }
}
