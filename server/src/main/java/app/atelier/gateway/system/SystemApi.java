package app.atelier.gateway.system;

import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import app.atelier.platform.security.TokenFilter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The installation over HTTP. */
@RestController
@RequestMapping("/v1/system")
@Tag(name = "system")
class SystemApi {

    private final Installation installation;

    SystemApi(Installation installation) {
        this.installation = installation;
    }

    record ReplayRequest(
            @NotNull(message = "must not be empty") @Size(max = 64, message = "is not the name of a service") String service,
            @NotNull(message = "must not be empty") @Size(max = 100, message = "is not the name of a follower") String follower,
            @NotNull(message = "must not be empty") UUID organizationId,
            @Min(value = 1, message = "must be 1 or more") long seq) {
    }

    @Requires(Permission.SYSTEM_MANAGE)
    @GetMapping
    @Operation(summary = "How the installation is doing; for its administrator")
    Overview look(Caller caller) {
        return installation.look(caller);
    }

    record Pong(boolean signedIn) {
    }

    @Public
    @GetMapping("/ping")
    @Operation(summary = "Whether the API answers, and whether it takes the token that came along")
    Pong ping(HttpServletRequest request) {
        return new Pong(TokenFilter.caller(request) != null);
    }

    @Requires(Permission.SYSTEM_MANAGE)
    @PostMapping("/dead-letters/replay")
    @Operation(summary = "Have a follower take an entry again that it gave up on; for the installation's administrator")
    ResponseEntity<Void> replay(Caller caller, @Valid @RequestBody ReplayRequest body) {
        installation.replay(caller, body.service(), body.follower(), body.organizationId(), body.seq());
        return ResponseEntity.noContent().build();
    }
}
