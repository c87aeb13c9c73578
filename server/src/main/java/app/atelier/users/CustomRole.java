package app.atelier.users;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Permission;

/**
 * A role that an organization made of permissions. What guests may, everybody may, so it is not part of it.
 *
 * @param permissions what it gives on top, everywhere in the organization
 */
public record CustomRole(UUID id, String name, String description, Set<Permission> permissions, Instant createdAt, int version) {
}
