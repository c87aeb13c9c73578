package app.atelier.auth.tokens;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Permission;
import org.jspecify.annotations.Nullable;

/**
 * An API token, without its secret.
 *
 * @param personId   for whom it acts: who made it
 * @param scopes     the most it may do; never more than that person
 * @param begins     how its secret begins, to recognise it by
 * @param lastUsedAt to the minute
 */
public record ApiToken(UUID id, TokenKind kind, UUID personId, String name, Set<Permission> scopes, String begins,
        Instant createdAt, Instant expiresAt, @Nullable Instant lastUsedAt) {
}
