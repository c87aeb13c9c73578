package app.atelier.platform.security;

import java.util.Optional;

import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Knows the API tokens that are good. The {@code auth} service answers; the token itself never travels to it. */
@HttpExchange("/internal/auth")
public interface TokenBook {

    /**
     * Who bears the token now, with what it and they may.
     *
     * @param hash SHA-256 of the token, base64url
     * @return empty when it is unknown, ended or expired, or its bearer no longer belongs to the organization
     */
    @PostExchange("/bearer")
    Optional<TokenVerifier.Verified> bearer(String hash);
}
