package app.atelier.users.people;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Role;
import app.atelier.users.Membership;
import app.atelier.users.Organization;
import app.atelier.users.Person;
import org.jspecify.annotations.Nullable;

/**
 * A person's own view of themselves, in the organization they are signed in to.
 *
 * @param permissions what they may do everywhere in it, as far as the token they ask with lets them
 */
public record Profile(UUID id, String username, String email, String firstName, String lastName, UUID organizationId,
        String organizationName, String organizationSlug, Role role, @Nullable UUID customRoleId,
        List<Permission> permissions, boolean administrator, String timeZone, Instant createdAt, int version) {

    static Profile of(Person person, Organization organization, Membership membership, Predicate<Permission> within) {
        return new Profile(person.id(), person.username(), person.email(), person.firstName(), person.lastName(),
                organization.id(), organization.name(), organization.slug(), membership.role(), membership.customRoleId(),
                membership.permissions().stream().filter(within).sorted().toList(), person.administrator(),
                person.timeZone(), person.createdAt(), person.version());
    }
}
