package app.atelier.auth.keys;

import java.util.Map;

import app.atelier.platform.security.Public;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys that verify our access tokens. */
@RestController
@Tag(name = "auth")
class JwksApi {

    private final SigningKeys keys;

    JwksApi(SigningKeys keys) {
        this.keys = keys;
    }

    @Public
    @GetMapping({"/v1/auth/.well-known/jwks.json", "/.well-known/jwks.json"})
    @Operation(summary = "Public keys that verify access tokens (RFC 7517)")
    Map<String, Object> jwks() {
        return keys.published().toJSONObject();
    }
}
