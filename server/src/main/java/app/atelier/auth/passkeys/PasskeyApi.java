package app.atelier.auth.passkeys;

import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's passkeys over HTTP; binary values are base64url without padding. */
@RestController
@RequestMapping("/v1/auth/passkeys")
@Tag(name = "auth")
class PasskeyApi {

    private final Passkeys passkeys;

    PasskeyApi(Passkeys passkeys) {
        this.passkeys = passkeys;
    }

    record RegisterRequest(
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String name,
            @NotBlank(message = "must not be empty") @Size(max = 4000, message = "is too long")
            @Pattern(regexp = PasskeyAssertion.BASE64URL, message = "must be base64url") String clientDataJson,
            @NotBlank(message = "must not be empty") @Size(max = 40_000, message = "is too long")
            @Pattern(regexp = PasskeyAssertion.BASE64URL, message = "must be base64url") String attestationObject) {
    }

    record RenameRequest(
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String name) {
    }

    @GetMapping
    @Requires(Permission.SELF_SECURITY)
    @Operation(summary = "The caller's passkeys")
    Page<Passkey> all(Caller caller) {
        return Page.all(passkeys.all(caller));
    }

    @PostMapping("/options")
    @Requires(Permission.SELF_SECURITY)
    @Operation(summary = "Begin to register a passkey (needs a recent re-authentication)")
    Passkeys.CreationOptions begin(Caller caller) {
        return passkeys.begin(caller);
    }

    @PostMapping
    @Requires(Permission.SELF_SECURITY)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Register a passkey (needs a recent re-authentication)")
    Passkey register(Caller caller, @Valid @RequestBody RegisterRequest body) {
        return passkeys.register(caller, body.name(), body.clientDataJson(), body.attestationObject());
    }

    @PatchMapping("/{id}")
    @Requires(Permission.SELF_SECURITY)
    @Operation(summary = "Rename a passkey")
    Passkey rename(Caller caller, @PathVariable UUID id, @Valid @RequestBody RenameRequest body) {
        return passkeys.rename(caller, id, body.name());
    }

    @DeleteMapping("/{id}")
    @Requires(Permission.SELF_SECURITY)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a passkey (needs a recent re-authentication)")
    void remove(Caller caller, @PathVariable UUID id) {
        passkeys.remove(caller, id);
    }

    @Public
    @PostMapping("/challenge")
    @Operation(summary = "A challenge for a passkey to answer, to sign in or to re-authenticate")
    Passkeys.RequestOptions challenge() {
        return passkeys.challenge();
    }
}
