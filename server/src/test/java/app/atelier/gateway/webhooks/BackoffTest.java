package app.atelier.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void aDeliveryIsTriedAgainForThreeDaysAndThenNoMore(double random) {
        var queued = Instant.parse("2026-11-30T00:00:00Z");
        var waits = new ArrayList<Duration>();
        var now = queued;
        for (Optional<Instant> next; (next = Backoff.next(queued, waits.size() + 1, now, random)).isPresent(); now = next.get()) {
            waits.add(Duration.between(now, next.get()));
        }
        assertThat(waits.getFirst()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        assertThat(waits).isSorted().hasSizeBetween(14, 26);
        assertThat(waits.getLast()).isLessThanOrEqualTo(Duration.ofMinutes(432));
        assertThat(Duration.between(queued, now)).isBetween(Duration.ofHours(72 - 8), Duration.ofHours(72));
    }
}
