package app.atelier.users;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.security.Role;
import org.jspecify.annotations.Nullable;

/** A person as their organization sees them. */
public record Member(UUID id, String username, String email, String firstName, String lastName, Role role,
        Instant createdAt, @Nullable UUID customRoleId) {

    public static Member of(Person person, Role role, Instant since) {
        return new Member(person.id(), person.username(), person.email(), person.firstName(), person.lastName(), role,
                since, null);
    }

    public static Member of(Person person, Membership membership) {
        return new Member(person.id(), person.username(), person.email(), person.firstName(), person.lastName(),
                membership.role(), membership.createdAt(), membership.customRoleId());
    }

    /** The same person with another role. */
    public Member as(Role other, @Nullable UUID otherCustomRole) {
        return new Member(id, username, email, firstName, lastName, other, createdAt, otherCustomRole);
    }
}
