package app.atelier.processing;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** How far the analytical store has come. */
@HttpExchange("/internal/processing")
public interface Freshness {

    /**
     * The moment up to which everything that happened in the organization is in the store: now when nothing waits,
     * else the last load of what lags most; null while something has never been loaded.
     */
    @PostExchange("/as-of")
    @Nullable Instant asOf(UUID organization);
}
