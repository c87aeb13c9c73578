package app.atelier.users;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.security.Role;

/** A person as their organization sees them. */
public record Member(UUID id, String username, String email, String firstName, String lastName, Role role,
        Instant createdAt) {

    public static Member of(Person person, Role role, Instant since) {
        return new Member(person.id(), person.username(), person.email(), person.firstName(), person.lastName(), role,
                since);
    }
}
