package app.atelier.platform.security;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as the access token proves: the tenant comes from here and from nowhere else.
 *
 * @param session     the sign-in, API token or client grant the token belongs to
 * @param permissions what the role gives, everywhere in the organization; projects may give more
 * @param scope       the most that this token lets its bearer do, whoever that is; null: all they may
 */
public record Caller(UUID person, UUID organization, Role role, UUID session, Set<Permission> permissions,
        @Nullable Set<Permission> scope) {

    /** With all that the role gives. */
    public Caller(UUID person, UUID organization, Role role, UUID session) {
        this(person, organization, role, session, Policy.of(role), null);
    }

    /** Whether the token lets its bearer do this where they may. */
    public boolean within(Permission permission) {
        return scope == null || scope.contains(permission);
    }

    /** Whether the caller may do this everywhere in the organization. */
    public boolean may(Permission permission) {
        return permissions.contains(permission) && within(permission);
    }

    /** Whether restricted projects are open to them: somebody has to be able to look after those, too. */
    public boolean entersRestricted() {
        return permissions.contains(Permission.ORGANIZATION_MANAGE);
    }

    /** @throws Problem.Forbidden when the caller may not */
    public void require(Permission permission) {
        requireScope(permission);
        if (!permissions.contains(permission)) {
            throw new Problem.Forbidden("This needs the permission " + permission.word()
                    + ", which your role does not give. Ask an owner or admin of your organization.");
        }
    }

    /** @throws Problem.Forbidden when the token leaves this out */
    public void requireScope(Permission permission) {
        if (!within(permission)) {
            throw new Problem.Forbidden("This needs the permission " + permission.word()
                    + ", which this token leaves out. Make a token with it.");
        }
    }

    /**
     * Nobody gives what they may not do themselves. What guests may needs no giving.
     *
     * @throws Problem.Forbidden naming the first permission the caller lacks
     */
    public void requireToGive(Collection<Permission> given) {
        for (var permission : given) {
            if (!may(permission) && !Policy.allows(Role.GUEST, permission)) {
                throw new Problem.Forbidden("You cannot give or take the permission " + permission.word()
                        + ", because you do not have it yourself. Ask an owner of your organization.");
            }
        }
    }

    /** @throws Problem.Forbidden when the caller's role is lower */
    public void require(Role role) {
        if (!this.role.atLeast(role)) {
            throw new Problem.Forbidden("This needs the role " + role.word() + "; you are " + this.role.word()
                    + ". Ask an owner or admin of your organization.");
        }
    }

    /** An id of another organization answers like one that does not exist. */
    public void requireOrganization(UUID organization) {
        if (!this.organization.equals(organization)) {
            throw new Problem.NotFound("organization", organization);
        }
    }
}
