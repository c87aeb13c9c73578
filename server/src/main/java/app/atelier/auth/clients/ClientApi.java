package app.atelier.auth.clients;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Versions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
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

/** Clients of third parties over HTTP. */
@RestController
@RequestMapping("/v1/auth/clients")
@Tag(name = "auth")
class ClientApi {

    private final ApiClients clients;

    ClientApi(ApiClients clients) {
        this.clients = clients;
    }

    /** @param confidential whether it can keep a secret */
    record RegisterRequest(
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String name,
            @NotNull(message = "must not be empty") List<@NotNull(message = "must not be empty") String> redirectUris,
            @NotNull(message = "must not be empty") Set<Permission> scopes,
            boolean confidential) {
    }

    record ChangeRequest(
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String name,
            @NotNull(message = "must not be empty") List<@NotNull(message = "must not be empty") String> redirectUris,
            @NotNull(message = "must not be empty") Set<Permission> scopes) {
    }

    /** @param secret shown this once; null for a public client */
    record ClientAnswer(@Nullable String secret, ApiClient client) {
    }

    @Requires(Permission.ACCESS_MANAGE)
    @GetMapping
    @Operation(summary = "Clients that the organization's people may connect")
    Page<ApiClient> all(Caller caller) {
        return Page.all(clients.all(caller));
    }

    @Requires(Permission.ACCESS_MANAGE)
    @PostMapping
    @Operation(summary = "Register a client; a confidential one gets a secret, shown once")
    ResponseEntity<ClientAnswer> register(Caller caller, @Valid @RequestBody RegisterRequest body) {
        return made(HttpStatus.CREATED, clients.register(caller,
                new ApiClients.Draft(body.name(), body.redirectUris(), body.scopes()), body.confidential()));
    }

    @Requires(Permission.ACCESS_MANAGE)
    @PutMapping("/{id}")
    @Operation(summary = "Change a client's name, addresses and scopes")
    ResponseEntity<ApiClient> change(Caller caller, @PathVariable UUID id, @Valid @RequestBody ChangeRequest body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        var client = clients.change(caller, id, new ApiClients.Draft(body.name(), body.redirectUris(), body.scopes()), ifMatch);
        return ResponseEntity.ok().eTag(Versions.etag(client.version())).body(client);
    }

    @Requires(Permission.ACCESS_MANAGE)
    @PostMapping("/{id}/secret")
    @Operation(summary = "Give a confidential client another secret, shown once")
    ResponseEntity<ClientAnswer> renewSecret(Caller caller, @PathVariable UUID id) {
        return made(HttpStatus.OK, clients.renewSecret(caller, id));
    }

    @Requires(Permission.ACCESS_MANAGE)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a client and all it was allowed")
    void delete(Caller caller, @PathVariable UUID id) {
        clients.delete(caller, id);
    }

    private static ResponseEntity<ClientAnswer> made(HttpStatus status, ApiClients.Made made) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).eTag(Versions.etag(made.client().version()))
                .body(new ClientAnswer(made.secret(), made.client()));
    }
}
