package app.atelier.catalog.stock;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param delta  pieces that came (positive) or went
 * @param onHand how many there were afterwards
 */
public record Movement(UUID id, int delta, int onHand, String reason, @Nullable UUID orderId, @Nullable UUID actorId,
        Instant at) {
}
