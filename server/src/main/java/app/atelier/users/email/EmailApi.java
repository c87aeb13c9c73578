package app.atelier.users.email;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's e-mail address over HTTP. */
@RestController
@RequestMapping("/v1/users")
@Tag(name = "users")
class EmailApi {

    private final Emails emails;

    EmailApi(Emails emails) {
        this.emails = emails;
    }

    record ChangeRequest(
            @NotBlank(message = "must not be empty") @Email(message = "must be an e-mail address")
            @Size(max = 255, message = "must have at most 255 characters") String email) {
    }

    record ConfirmRequest(@NotBlank(message = "must not be empty") @Size(max = 200, message = "is not a link's token") String token) {
    }

    @GetMapping("/me/email")
    @Requires(Permission.SELF)
    @Operation(summary = "The caller's address, and whether it is confirmed")
    Emails.Status status(Caller caller) {
        return emails.status(caller);
    }

    @PutMapping("/me/email")
    @Requires(Permission.SELF_SECURITY)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Mail a link that makes this the caller's address (needs a recent re-authentication)")
    void change(Caller caller, @Valid @RequestBody ChangeRequest body) {
        emails.change(caller, body.email());
    }

    @PostMapping("/me/email/verification")
    @Requires(Permission.SELF_SECURITY)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Mail a link that confirms the caller's address")
    void verify(Caller caller) {
        emails.verify(caller);
    }

    @Public
    @PostMapping("/email/confirm")
    @Operation(summary = "Confirm an address by a mailed link")
    Emails.Status confirm(@Valid @RequestBody ConfirmRequest body) {
        return emails.confirm(body.token());
    }
}
