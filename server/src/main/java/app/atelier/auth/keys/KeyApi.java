package app.atelier.auth.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;

import app.atelier.platform.LocalSecret;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Problem;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A new signing key, for the administrator and for the command line. */
@RestController
@RequestMapping("/v1/auth")
@Tag(name = "auth")
class KeyApi {

    private final SigningKeys keys;
    private final UserAccess users;
    private final LocalSecret secret;

    KeyApi(SigningKeys keys, UserAccess users, LocalSecret secret) {
        this.keys = keys;
        this.users = users;
        this.secret = secret;
    }

    record LocalRequest(
            @NotBlank(message = "must not be empty") @Size(max = 200, message = "is not the secret") String secret) {
    }

    /** @param signsFrom when the new key takes over; the old one stays published until its tokens are dead */
    record Rotation(Instant signsFrom) {
    }

    @Requires(Permission.SYSTEM_MANAGE)
    @PostMapping("/keys/rotate")
    @Operation(summary = "Publish a new signing key, which takes over in ten minutes; for the installation's administrator")
    Rotation rotate(Caller caller) {
        caller.require(Permission.SYSTEM_MANAGE);
        if (!users.person(caller.person()).map(Person::administrator).orElse(false)) {
            throw new Problem.Forbidden("This is for who looks after the installation.");
        }
        return new Rotation(keys.rotate());
    }

    @Public
    @PostMapping("/local/rotate-keys")
    @Operation(summary = "The same from the server's own machine, for the command line")
    Rotation rotateLocally(@Valid @RequestBody LocalRequest body, HttpServletRequest request) {
        var same = MessageDigest.isEqual(body.secret().getBytes(StandardCharsets.UTF_8),
                secret.value().getBytes(StandardCharsets.UTF_8));
        if (!same || !request.getRemoteAddr().matches("127\\..*|0:0:0:0:0:0:0:1|::1")) {
            throw new Problem.Unauthenticated("This secret is not that of the running server.");
        }
        return new Rotation(keys.rotate());
    }
}
