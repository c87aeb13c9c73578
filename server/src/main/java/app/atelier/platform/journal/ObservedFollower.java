package app.atelier.platform.journal;

import java.time.Duration;
import java.util.Set;

import app.atelier.platform.db.Tx;
import app.atelier.platform.watch.TraceContext;
import app.atelier.platform.watch.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.slf4j.MDC;

/** A follower at whose work somebody looks: it goes on with the trace and the request that wrote the entry. */
final class ObservedFollower implements Follower {

    private static final String REQUEST = "requestId";
    private static final String ORGANIZATION = "organization";

    private final Follower follower;
    private final Tracing tracing;
    private final Timer taken;
    private final Timer failed;

    ObservedFollower(Follower follower, Tracing tracing, MeterRegistry meters) {
        this.follower = follower;
        this.tracing = tracing;
        this.taken = timer(follower, "ok", meters);
        this.failed = timer(follower, "failed", meters);
    }

    private static Timer timer(Follower follower, String outcome, MeterRegistry meters) {
        return Timer.builder("atelier.follower.entries").description("Journal entries worked on, tries counted each")
                .tag("service", follower.service()).tag("follower", follower.name()).tag("outcome", outcome).register(meters);
    }

    @Override
    public String name() {
        return follower.name();
    }

    @Override
    public String service() {
        return follower.service();
    }

    @Override
    public Set<String> types() {
        return follower.types();
    }

    @Override
    public Set<String> families() {
        return follower.families();
    }

    @Override
    public boolean cares(Tx tx) {
        return follower.cares(tx);
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        MDC.put(ORGANIZATION, entry.organizationId().toString());
        if (entry.requestId() != null) {
            MDC.put(REQUEST, entry.requestId());
        }
        try (var span = tracing.open(Tracing.Kind.CONSUMER, name(), TraceContext.parse(entry.trace()))) {
            span.tag("messaging.system", "journal");
            span.tag("messaging.destination.name", entry.type());
            span.tag("messaging.consumer.group.name", service());
            var started = System.nanoTime();
            try {
                follower.on(tx, entry);
                taken.record(Duration.ofNanos(System.nanoTime() - started));
            } catch (RuntimeException failure) {
                failed.record(Duration.ofNanos(System.nanoTime() - started));
                span.fail(failure.getClass().getSimpleName());
                throw failure;
            }
        } finally {
            MDC.remove(ORGANIZATION);
            MDC.remove(REQUEST);
        }
    }
}
