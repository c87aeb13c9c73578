package app.atelier.auth.clients;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people allow clients, over HTTP: the consent page asks here, and "Connected apps" shows it. */
@RestController
@RequestMapping("/v1/auth")
@Tag(name = "auth")
class ConsentApi {

    private final Consents consents;
    private final Grants grants;

    ConsentApi(Consents consents, Grants grants) {
        this.consents = consents;
        this.grants = grants;
    }

    /** The parameters the client sent, by their own names in camel case. */
    record AuthorizationRequest(
            @NotNull(message = "must not be empty") UUID clientId,
            @NotNull(message = "must not be empty") @Size(max = 500, message = "must have at most 500 characters") String redirectUri,
            @Size(max = 40, message = "must have at most 40 characters") @Nullable String responseType,
            @Size(max = 2_000, message = "must have at most 2000 characters") @Nullable String scope,
            @Size(max = 1_000, message = "must have at most 1000 characters") @Nullable String state,
            @Size(max = 128, message = "must have at most 128 characters") @Nullable String codeChallenge,
            @Size(max = 10, message = "must have at most 10 characters") @Nullable String codeChallengeMethod) {

        Consents.Request request() {
            return new Consents.Request(clientId, redirectUri, responseType, scope, state, codeChallenge, codeChallengeMethod);
        }
    }

    record ConsentRequest(@Valid @NotNull(message = "must not be empty") AuthorizationRequest request, boolean allow) {
    }

    record AskedScope(Permission scope, String description) {
    }

    /** @param redirectTo where to go instead of asking; null when the person is to be asked */
    record Question(@Nullable String clientName, List<AskedScope> scopes, @Nullable String redirectTo) {
    }

    record Redirect(String redirectTo) {
    }

    record GrantView(UUID id, UUID clientId, String clientName, Set<Permission> scopes, Instant createdAt, Instant lastUsedAt,
            Instant expiresAt) {
    }

    @Requires(Permission.SELF_SECURITY)
    @PostMapping("/oauth/request")
    @Operation(summary = "What a client asks for, to be shown to the person it asks")
    Question ask(Caller caller, @Valid @RequestBody AuthorizationRequest body) {
        var question = consents.ask(caller, body.request());
        return new Question(question.client() == null ? null : question.client().name(),
                question.scopes().stream().sorted().map(s -> new AskedScope(s, s.description())).toList(), question.redirectTo());
    }

    @Requires(Permission.SELF_SECURITY)
    @PostMapping("/oauth/consent")
    @Operation(summary = "Allow a client what it asks for, or not; answers where the browser goes next")
    Redirect decide(Caller caller, @Valid @RequestBody ConsentRequest body) {
        return new Redirect(consents.decide(caller, body.request().request(), body.allow()));
    }

    @Requires(Permission.SELF_SECURITY)
    @GetMapping("/grants")
    @Operation(summary = "Clients that may act for the caller in this organization")
    Page<GrantView> mine(Caller caller) {
        return Page.all(grants.mine(caller).stream().map(n -> new GrantView(n.grant().id(), n.grant().clientId(), n.clientName(),
                n.grant().scopes(), n.grant().createdAt(), n.grant().lastUsedAt(), n.grant().expiresAt())).toList());
    }

    @Requires(Permission.SELF_SECURITY)
    @DeleteMapping("/grants/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a client act for the caller no more")
    void end(Caller caller, @PathVariable UUID id) {
        grants.end(caller, id);
    }
}
