package app.atelier.auth.keys;

import java.time.Duration;
import java.util.Map;

import app.atelier.platform.security.Public;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys that verify our access tokens. */
@RestController
@Tag(name = "auth")
class JwksApi {

    /** Less than the time a key is published before it signs. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final SigningKeys keys;

    JwksApi(SigningKeys keys) {
        this.keys = keys;
    }

    @Public
    @GetMapping({"/v1/auth/.well-known/jwks.json", "/.well-known/jwks.json"})
    @Operation(summary = "Public keys that verify access tokens (RFC 7517)")
    ResponseEntity<Map<String, Object>> jwks() {
        return ResponseEntity.ok().cacheControl(CacheControl.maxAge(KEPT).cachePublic()).body(keys.published().toJSONObject());
    }
}
