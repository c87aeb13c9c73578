package app.atelier.users.invitations;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.security.Role;
import com.fasterxml.jackson.annotation.JsonIgnore;

/** That somebody, by e-mail, may join an organization in a role until a moment. */
public record Invitation(@JsonIgnore UUID organizationId, UUID id, String email, Role role, UUID invitedBy,
        Instant createdAt, Instant expiresAt) {
}
