package app.atelier.auth.passkeys;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A registered key.
 *
 * @param backedUp whether it lives on more than one device, as its authenticator says
 */
record Passkey(UUID id, String name, boolean backedUp, Instant createdAt, @Nullable Instant usedAt) {
}
