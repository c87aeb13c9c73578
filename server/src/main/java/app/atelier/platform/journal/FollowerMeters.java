package app.atelier.platform.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far behind each follower is and what it failed at, asked from the database when somebody scrapes. */
final class FollowerMeters implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(FollowerMeters.class);
    private static final Duration GOOD = Duration.ofSeconds(5);

    private final Followers followers;

    FollowerMeters(Followers followers) {
        this.followers = followers;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        followers.all().forEach(follower -> {
            var seen = new Seen(follower.name());
            gauge(meters, "atelier.follower.lag", "Entries not looked at yet", follower, seen, FollowerState::lag);
            gauge(meters, "atelier.follower.lag.seconds", "Age of the oldest entry it wants and has not taken", follower, seen,
                    s -> s.oldest() == null ? 0 : Math.max(0, Duration.between(s.oldest(), Instant.now()).toMillis() / 1_000.0));
            gauge(meters, "atelier.follower.retrying", "Entries that failed and wait for another try", follower, seen, FollowerState::waiting);
            gauge(meters, "atelier.follower.dead.letters", "Entries given up on", follower, seen, FollowerState::parked);
        });
    }

    private static void gauge(MeterRegistry meters, String name, String description, Follower follower, Seen seen,
            ToDoubleFunction<FollowerState> value) {
        Gauge.builder(name, seen, s -> s.value(value)).description(description)
                .tag("service", follower.service()).tag("follower", follower.name()).strongReference(true).register(meters);
    }

    /** One look serves the gauges of a scrape. */
    private final class Seen {

        private final String follower;
        private @Nullable FollowerState state;
        private Instant until = Instant.MIN;

        Seen(String follower) {
            this.follower = follower;
        }

        /** Not a number while the database does not answer. */
        synchronized double value(ToDoubleFunction<FollowerState> value) {
            try {
                if (state == null || Instant.now().isAfter(until)) {
                    state = followers.state(follower);
                    until = Instant.now().plus(GOOD);
                }
                return value.applyAsDouble(state);
            } catch (RuntimeException e) {
                log.debug("The state of a follower could not be read", e);
                return Double.NaN;
            }
        }
    }
}
