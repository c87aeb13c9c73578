package app.atelier.auth.sessions;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One sign-in on one device.
 *
 * @param address from where it was last used
 */
record Session(UUID id, UUID person, UUID organization, @Nullable String userAgent, @Nullable String address,
        Instant createdAt, Instant usedAt, Instant expiresAt) {
}
