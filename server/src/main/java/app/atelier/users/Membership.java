package app.atelier.users;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.security.Role;

/** That a person belongs to an organization, as what, and since when. */
public record Membership(UUID organizationId, UUID personId, Role role, Instant createdAt) {
}
