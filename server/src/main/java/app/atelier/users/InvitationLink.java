package app.atelier.users;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.security.Role;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A link by which people may join an organization in a role.
 *
 * @param domain   what their e-mail address must end with, such as {@code example.org}; null: any
 * @param mostUses how many may join by it
 * @param uses     how many have
 */
public record InvitationLink(@JsonIgnore UUID organizationId, UUID id, Role role, @Nullable String domain, int mostUses, int uses,
        UUID createdBy, Instant createdAt, Instant expiresAt) {
}
