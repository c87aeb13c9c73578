package app.atelier.users;

import java.time.Instant;
import java.util.UUID;

/**
 * A person, whichever organizations they belong to.
 *
 * @param administrator whether they look after this installation
 * @param timeZone      an IANA name, such as {@code Europe/Berlin}
 */
public record Person(UUID id, String username, String email, String firstName, String lastName, String timeZone,
        boolean administrator, Instant createdAt, int version) {

    public String name() {
        return firstName + " " + lastName;
    }
}
