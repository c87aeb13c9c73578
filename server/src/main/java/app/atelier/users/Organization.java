package app.atelier.users;

import java.time.Instant;
import java.util.UUID;

/**
 * An organization: a tenant.
 *
 * @param slug its name in addresses, such as {@code nordlicht-studio}; unique
 */
public record Organization(UUID id, String name, String slug, Instant createdAt, int version) {
}
