package app.atelier.platform.analytics;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** One row of an answer. What may be null is asked as such; null elsewhere is an {@link AnalyticsFailure}. */
public interface Row {

    String text(String column);

    @Nullable String textOrNull(String column);

    long number(String column);

    double decimal(String column);

    UUID id(String column);

    Instant instant(String column);

    @Nullable Instant instantOrNull(String column);
}
