package app.atelier.users.people;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.security.Role;
import app.atelier.users.Organization;
import app.atelier.users.Person;

/** A person's own view of themselves, in the organization they are signed in to. */
public record Profile(UUID id, String username, String email, String firstName, String lastName, UUID organizationId,
        String organizationName, String organizationSlug, Role role, boolean administrator, String timeZone,
        Instant createdAt, int version) {

    static Profile of(Person person, Organization organization, Role role) {
        return new Profile(person.id(), person.username(), person.email(), person.firstName(), person.lastName(),
                organization.id(), organization.name(), organization.slug(), role, person.administrator(),
                person.timeZone(), person.createdAt(), person.version());
    }
}
