package app.atelier.users;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An organization: a tenant.
 *
 * @param slug    its name in addresses, such as {@code nordlicht-studio}; unique
 * @param eraseAt when everything of it is erased, because an owner wants it deleted; until then owners alone get in
 */
public record Organization(UUID id, String name, String slug, Instant createdAt, int version, @Nullable Instant eraseAt) {

    /** One that nobody wants deleted. */
    public Organization(UUID id, String name, String slug, Instant createdAt, int version) {
        this(id, name, slug, createdAt, version, null);
    }

    /** Its next version under this name and slug. */
    public Organization named(String name, String slug) {
        return new Organization(id, name, slug, createdAt, version + 1, eraseAt);
    }

    /** Its next version, to be erased then; null: not to be erased. */
    public Organization erasedAt(@Nullable Instant eraseAt) {
        return new Organization(id, name, slug, createdAt, version + 1, eraseAt);
    }
}
