package app.atelier.platform.security;

import java.time.Instant;
import java.util.List;

import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Answers which tokens died before their time. The {@code auth} service provides it. */
@HttpExchange("/internal/auth")
public interface RevokedTokens {

    /** What was marked at this time or later, and is not yet forgotten. */
    @PostExchange("/revoked-since")
    List<Revocations.Mark> since(Instant when);
}
