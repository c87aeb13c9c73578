package app.atelier.processing;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** How far the analytical store has come. */
public interface Freshness {

    /**
     * The moment up to which everything that happened in the organization is in the store: now when nothing waits,
     * else the last load of what lags most; null while something has never been loaded.
     */
    @Nullable Instant asOf(UUID organization);
}
