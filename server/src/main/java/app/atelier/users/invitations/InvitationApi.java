package app.atelier.users.invitations;

import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invitations over HTTP. */
@RestController
@Tag(name = "users")
class InvitationApi {

    private final Invitations invitations;
    private final Acceptance acceptance;

    InvitationApi(Invitations invitations, Acceptance acceptance) {
        this.invitations = invitations;
        this.acceptance = acceptance;
    }

    record InviteRequest(
            @NotBlank(message = "must not be empty") @Email(message = "must be an e-mail address")
            @Size(max = 255, message = "must have at most 255 characters") String email,
            @NotNull(message = "must not be empty") Role role) {
    }

    record LookupRequest(@NotBlank(message = "must not be empty") @Size(max = 200, message = "is not an invitation") String token) {
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @GetMapping("/v1/organizations/{orgId}/invitations")
    @Operation(summary = "Open invitations of the organization")
    Page<Invitation> all(Caller caller, @PathVariable UUID orgId) {
        caller.requireOrganization(orgId);
        return Page.all(invitations.all(caller));
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @PostMapping("/v1/organizations/{orgId}/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Invite somebody by e-mail")
    Invitation invite(Caller caller, @PathVariable UUID orgId, @Valid @RequestBody InviteRequest body) {
        caller.requireOrganization(orgId);
        return invitations.invite(caller, body.email(), body.role());
    }

    @Requires(Permission.MEMBERS_MANAGE)
    @DeleteMapping("/v1/organizations/{orgId}/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw an invitation")
    void withdraw(Caller caller, @PathVariable UUID orgId, @PathVariable UUID id) {
        caller.requireOrganization(orgId);
        invitations.withdraw(caller, id);
    }

    @Requires(Permission.SELF)
    @PostMapping("/v1/users/invitations/accept")
    @Operation(summary = "Join another organization by an invitation or a link")
    Acceptance.Joined accept(Caller caller, @Valid @RequestBody LookupRequest body) {
        return acceptance.accept(caller, body.token());
    }

    @Public
    @PostMapping("/v1/users/invitations/lookup")
    @Operation(summary = "What an invitation is for")
    Invitations.Preview lookup(@Valid @RequestBody LookupRequest body) {
        return invitations.preview(body.token());
    }
}
