package app.atelier.auth.recovery;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** New passwords over HTTP. */
@RestController
@RequestMapping("/v1/auth/password")
@Tag(name = "auth")
class PasswordApi {

    private final PasswordChanges changes;

    PasswordApi(PasswordChanges changes) {
        this.changes = changes;
    }

    record ChangeRequest(
            @NotBlank(message = "must not be empty") @Size(max = 512, message = "is too long") String currentPassword,
            @NotNull(message = "must not be empty") String newPassword) {
    }

    record ForgotRequest(
            @NotBlank(message = "must not be empty") @Size(max = 255, message = "must have at most 255 characters") String email) {
    }

    record ResetRequest(
            @NotBlank(message = "must not be empty") @Size(max = 200, message = "is not a link's token") String token,
            @NotNull(message = "must not be empty") String password) {
    }

    @PutMapping
    @Requires(Permission.SELF_SECURITY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change the caller's password; signs out everywhere else")
    void change(Caller caller, @Valid @RequestBody ChangeRequest body, HttpServletRequest request) {
        changes.change(caller, body.currentPassword(), body.newPassword(), request.getRemoteAddr());
    }

    @Public
    @PostMapping("/forgot")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Mail a link that sets a new password; the same answer whoever has the address")
    void forgot(@Valid @RequestBody ForgotRequest body) {
        changes.forgot(body.email());
    }

    @Public
    @PostMapping("/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Set a new password by a mailed link; ends all sessions")
    void reset(@Valid @RequestBody ResetRequest body) {
        changes.reset(body.token(), body.password());
    }
}
