package app.atelier.auth.mfa;

import java.util.List;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's second step over HTTP. */
@RestController
@RequestMapping("/v1/auth/mfa")
@Tag(name = "auth")
class MfaApi {

    private final SecondSteps steps;

    MfaApi(SecondSteps steps) {
        this.steps = steps;
    }

    record ConfirmRequest(@NotBlank(message = "must not be empty") @Size(max = 20, message = "is not a code") String code) {
    }

    /** @param recoveryCodes shown this once */
    record CodesAnswer(List<String> recoveryCodes) {
    }

    @GetMapping
    @Requires(Permission.SELF_SECURITY)
    @Operation(summary = "Whether signing in takes a second step")
    SecondSteps.Status status(Caller caller) {
        return steps.status(caller);
    }

    @PostMapping("/totp")
    @Requires(Permission.SELF_SECURITY)
    @Operation(summary = "Begin to set up an authenticator app (needs a recent re-authentication)")
    ResponseEntity<SecondSteps.Setup> begin(Caller caller) {
        return secret(steps.begin(caller));
    }

    @PostMapping("/totp/confirm")
    @Requires(Permission.SELF_SECURITY)
    @Operation(summary = "Turn the authenticator app on with its first code; answers the recovery codes")
    ResponseEntity<CodesAnswer> confirm(Caller caller, @Valid @RequestBody ConfirmRequest body) {
        return secret(new CodesAnswer(steps.confirm(caller, body.code())));
    }

    @DeleteMapping("/totp")
    @Requires(Permission.SELF_SECURITY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Turn the authenticator app and its recovery codes off (needs a recent re-authentication)")
    void disable(Caller caller) {
        steps.disable(caller);
    }

    @PostMapping("/recovery-codes")
    @Requires(Permission.SELF_SECURITY)
    @Operation(summary = "New recovery codes in place of the old (needs a recent re-authentication)")
    ResponseEntity<CodesAnswer> regenerate(Caller caller) {
        return secret(new CodesAnswer(steps.regenerate(caller)));
    }

    private static <T> ResponseEntity<T> secret(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }
}
