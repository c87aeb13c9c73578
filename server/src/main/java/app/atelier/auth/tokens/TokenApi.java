package app.atelier.auth.tokens;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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

/** API tokens over HTTP. */
@RestController
@RequestMapping("/v1/auth")
@Tag(name = "auth")
class TokenApi {

    private final ApiTokens tokens;

    TokenApi(ApiTokens tokens) {
        this.tokens = tokens;
    }

    /** @param expiresAt absent: in 90 days; a year is the longest */
    record TokenRequest(
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String name,
            @NotNull(message = "must not be empty") Set<Permission> scopes,
            @Nullable Instant expiresAt) {
    }

    /** @param secret the token itself, which is shown this once */
    record TokenAnswer(String secret, ApiToken token) {
    }

    @Requires(Permission.SELF_SECURITY)
    @GetMapping("/tokens")
    @Operation(summary = "The caller's personal access tokens in this organization")
    Page<ApiToken> personal(Caller caller) {
        return Page.all(tokens.all(caller, TokenKind.PERSONAL));
    }

    @Requires(Permission.SELF_SECURITY)
    @PostMapping("/tokens")
    @Operation(summary = "Make a personal access token; its secret is shown once")
    ResponseEntity<TokenAnswer> makePersonal(Caller caller, @Valid @RequestBody TokenRequest body) {
        return made(tokens.make(caller, TokenKind.PERSONAL, body.name(), body.scopes(), body.expiresAt()));
    }

    @Requires(Permission.SELF_SECURITY)
    @DeleteMapping("/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke a personal access token")
    void endPersonal(Caller caller, @PathVariable UUID id) {
        tokens.end(caller, TokenKind.PERSONAL, id);
    }

    @Requires(Permission.ACCESS_MANAGE)
    @GetMapping("/organization-tokens")
    @Operation(summary = "Access tokens of the organization's systems")
    Page<ApiToken> ofOrganization(Caller caller) {
        return Page.all(tokens.all(caller, TokenKind.ORGANIZATION));
    }

    @Requires(Permission.ACCESS_MANAGE)
    @PostMapping("/organization-tokens")
    @Operation(summary = "Make an access token for a system of the organization; its secret is shown once")
    ResponseEntity<TokenAnswer> makeOfOrganization(Caller caller, @Valid @RequestBody TokenRequest body) {
        return made(tokens.make(caller, TokenKind.ORGANIZATION, body.name(), body.scopes(), body.expiresAt()));
    }

    @Requires(Permission.ACCESS_MANAGE)
    @DeleteMapping("/organization-tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Revoke an access token of the organization")
    void endOfOrganization(Caller caller, @PathVariable UUID id) {
        tokens.end(caller, TokenKind.ORGANIZATION, id);
    }

    private static ResponseEntity<TokenAnswer> made(ApiTokens.Made made) {
        return ResponseEntity.status(HttpStatus.CREATED).cacheControl(CacheControl.noStore())
                .body(new TokenAnswer(made.secret(), made.token()));
    }
}
