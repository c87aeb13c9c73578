package app.atelier.auth.sessions;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** One sign-in on one device. */
record Session(UUID id, UUID person, UUID organization, @Nullable String userAgent, @Nullable String address,
        Instant expiresAt) {
}
