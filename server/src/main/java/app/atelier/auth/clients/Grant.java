package app.atelier.auth.clients;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Permission;

/** That a client may act for a person, and how far. Its id is the session that access tokens name. */
record Grant(UUID id, UUID clientId, UUID personId, Set<Permission> scopes, Instant createdAt, Instant lastUsedAt,
        Instant expiresAt) {
}
