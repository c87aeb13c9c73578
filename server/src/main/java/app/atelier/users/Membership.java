package app.atelier.users;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * That a person belongs to an organization, as what, and since when.
 *
 * @param role         what they are; with a custom role only a member or a guest
 * @param customRoleId a role of the organization's own making, or null
 * @param permissions  what they may do everywhere in it
 */
public record Membership(UUID organizationId, UUID personId, Role role, Instant createdAt, @Nullable UUID customRoleId,
        Set<Permission> permissions) {

    /** With what the role gives. */
    public Membership(UUID organizationId, UUID personId, Role role, Instant createdAt) {
        this(organizationId, personId, role, createdAt, null, Policy.of(role));
    }
}
