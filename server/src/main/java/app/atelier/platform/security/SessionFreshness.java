package app.atelier.platform.security;

import java.util.UUID;

import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Answers whether somebody proved again, just now, who they are. The {@code auth} service provides it. */
@HttpExchange("/internal/auth")
public interface SessionFreshness {

    /**
     * Whether the session's person gave their password, a code or a passkey again within the last ten minutes. Signing
     * in alone does not count, and tokens of machines never do.
     */
    @PostExchange("/is-fresh")
    boolean isFresh(UUID session);
}
