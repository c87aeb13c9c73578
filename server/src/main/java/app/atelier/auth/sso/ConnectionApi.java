package app.atelier.auth.sso;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import app.atelier.platform.db.Db;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Problem;
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

/** Single sign-on of an organization, set up over HTTP. */
@RestController
@RequestMapping("/v1/auth")
@Tag(name = "auth")
class ConnectionApi {

    private final Connections connections;
    private final ConnectionStore store;
    private final Db db;
    private final SingleSignOn sso;
    private final Issuers issuers;

    ConnectionApi(Connections connections, ConnectionStore store, Db db, SingleSignOn sso, Issuers issuers) {
        this.connections = connections;
        this.store = store;
        this.db = db;
        this.sso = sso;
        this.issuers = issuers;
    }

    /** @param clientSecret write-only; left out of a change, the one that is there stays */
    record ConnectionRequest(@Nullable UUID id,
            @NotBlank(message = "must not be empty") @Size(max = 100, message = "must have at most 100 characters") String name,
            @NotBlank(message = "must not be empty") @Size(max = 500, message = "must have at most 500 characters") String issuer,
            @NotBlank(message = "must not be empty") @Size(max = 255, message = "must have at most 255 characters") String clientId,
            @Size(max = 1000, message = "must have at most 1000 characters") @Nullable String clientSecret,
            @Nullable List<@NotNull(message = "must not be empty") @Size(max = 253, message = "must have at most 253 characters") String> domains,
            @Nullable ConnectionMode mode, @Nullable Boolean provision, @Nullable Role defaultRole) {

        Connections.Wish wish() {
            return new Connections.Wish(id, name, issuer, clientId, clientSecret, domains == null ? List.of() : domains,
                    mode == null ? ConnectionMode.OPTIONAL : mode, Boolean.TRUE.equals(provision),
                    defaultRole == null ? Role.MEMBER : defaultRole);
        }
    }

    record TrialRequest(
            @NotBlank(message = "must not be empty") @Size(max = 500, message = "must have at most 500 characters") String issuer,
            @Size(max = 255, message = "must have at most 255 characters") @Nullable String clientId,
            @Size(max = 1000, message = "must have at most 1000 characters") @Nullable String clientSecret) {
    }

    /** @param callback what the provider must know as our redirect URI */
    record ConnectionList(List<Connection> items, String callback) {
    }

    record ClaimList(List<ConnectionStore.Claim> items) {
    }

    record Departure(String url) {
    }

    @Requires(Permission.ACCESS_MANAGE)
    @GetMapping("/connections")
    @Operation(summary = "The organization's single sign-on connections")
    ConnectionList all(Caller caller) {
        return new ConnectionList(connections.all(caller), sso.callback().toString());
    }

    @Requires(Permission.ACCESS_MANAGE)
    @PostMapping("/connections")
    @Operation(summary = "Set up a single sign-on connection; optional until it is proven")
    ResponseEntity<Connection> add(Caller caller, @Valid @RequestBody ConnectionRequest body) {
        var connection = connections.add(caller, body.wish());
        return ResponseEntity.status(HttpStatus.CREATED).eTag(Versions.etag(connection.version())).body(connection);
    }

    @Requires(Permission.ACCESS_MANAGE)
    @GetMapping("/connections/{id}")
    @Operation(summary = "A single sign-on connection")
    ResponseEntity<Connection> read(Caller caller, @PathVariable UUID id) {
        return tagged(connections.read(caller, id));
    }

    @Requires(Permission.ACCESS_MANAGE)
    @PutMapping("/connections/{id}")
    @Operation(summary = "Change a single sign-on connection; forced needs a proven one")
    ResponseEntity<Connection> change(Caller caller, @PathVariable UUID id, @Valid @RequestBody ConnectionRequest body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        if (body.id() != null && !body.id().equals(id)) {
            throw new Problem.Invalid("id", "must be that of the address, or left out");
        }
        return tagged(connections.change(caller, id, body.wish(), ifMatch));
    }

    @Requires(Permission.ACCESS_MANAGE)
    @DeleteMapping("/connections/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove a single sign-on connection")
    void remove(Caller caller, @PathVariable UUID id) {
        connections.remove(caller, id);
    }

    @Requires(Permission.ACCESS_MANAGE)
    @PostMapping("/connections/test")
    @Operation(summary = "Test an issuer before it is saved: discovery, keys, and the client where its secret is given")
    Trial.Result test(Caller caller, @Valid @RequestBody TrialRequest body) {
        caller.require(Permission.ACCESS_MANAGE);
        Connections.requireAddress(issuers, body.issuer().strip());
        return Trial.run(issuers, body.issuer().strip(), body.clientId(), body.clientSecret(), sso.callback());
    }

    @Requires(Permission.ACCESS_MANAGE)
    @PostMapping("/connections/{id}/test")
    @Operation(summary = "Test a connection: discovery, keys, client")
    Trial.Result test(Caller caller, @PathVariable UUID id) {
        var connection = connections.read(caller, id);
        var secret = db.in(caller.organization(), tx -> store.secret(tx, id));
        return Trial.run(issuers, connection.issuer(), connection.clientId(), secret, sso.callback());
    }

    @Requires(Permission.ACCESS_MANAGE)
    @PostMapping("/connections/{id}/prove")
    @Operation(summary = "Set out to sign in by the connection, which proves it; answers where the browser goes")
    ResponseEntity<Departure> prove(Caller caller, @PathVariable UUID id) {
        return departing(() -> sso.prove(caller, id));
    }

    @Requires(Permission.SYSTEM_MANAGE)
    @GetMapping("/domains")
    @Operation(summary = "E-mail domains that organizations claim; for the installation's administrator")
    ClaimList domains(Caller caller) {
        return new ClaimList(connections.claims(caller));
    }

    @Requires(Permission.SYSTEM_MANAGE)
    @PutMapping("/domains/{connectionId}/{domain}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Approve that a domain is the organization's; for the installation's administrator")
    void approve(Caller caller, @PathVariable UUID connectionId, @PathVariable String domain) {
        connections.approve(caller, connectionId, domain, true);
    }

    @Requires(Permission.SYSTEM_MANAGE)
    @DeleteMapping("/domains/{connectionId}/{domain}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Take back that a domain is the organization's; for the installation's administrator")
    void disapprove(Caller caller, @PathVariable UUID connectionId, @PathVariable String domain) {
        connections.approve(caller, connectionId, domain, false);
    }

    private static ResponseEntity<Connection> tagged(Connection connection) {
        return ResponseEntity.ok().eTag(Versions.etag(connection.version())).body(connection);
    }

    /** For a client that is signed in and goes there by itself. */
    static ResponseEntity<Departure> departing(Supplier<SingleSignOn.Departure> start) {
        try {
            var departure = start.get();
            return ResponseEntity.ok().cacheControl(CacheControl.noStore())
                    .header(HttpHeaders.SET_COOKIE, BrowserCookie.holding(departure.browser()))
                    .body(new Departure(departure.to().toString()));
        } catch (SingleSignOn.NotIn e) {
            throw new Problem.Unavailable("The identity provider cannot be used right now: " + e.getMessage());
        }
    }
}
