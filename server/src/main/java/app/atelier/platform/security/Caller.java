package app.atelier.platform.security;

import java.util.UUID;

import app.atelier.platform.web.Problem;

/**
 * Who makes a request, as the access token proves: the tenant comes from here and from nowhere else.
 *
 * @param session the sign-in the token belongs to
 */
public record Caller(UUID person, UUID organization, Role role, UUID session) {

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
