package app.atelier.platform.watch;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import app.atelier.platform.watch.Watched.Reading;
import app.atelier.platform.watch.Watched.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * Whether this process lives and can work. All parts are looked at side by side, so that one that hangs delays a look
 * by two seconds and hides no other; a look is good for a second, so that many who ask cost no more than one.
 */
public class Health {

    private static final Logger log = LoggerFactory.getLogger(Health.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private enum Phase {
        STARTING, WORKING, STOPPING
    }

    private final List<Watched> watched;
    private final ReentrantLock looking = new ReentrantLock();
    private final Map<String, State> told = new HashMap<>();
    private volatile Phase phase = Phase.STARTING;
    private List<Part> seen = List.of();
    private long seenAt;

    public Health(Stream<Watched> watched) {
        this.watched = watched.sorted(Comparator.comparing(Watched::needed).reversed().thenComparing(Watched::name)).toList();
    }

    /** What the process works with, as last seen; those it needs come first. */
    public List<Part> parts() {
        looking.lock();
        try {
            if (seen.isEmpty() || System.nanoTime() - seenAt > GOOD_NANOS) {
                seen = look();
                seenAt = System.nanoTime();
                seen.forEach(this::tellChange);
            }
            return seen;
        } finally {
            looking.unlock();
        }
    }

    List<String> names() {
        return watched.stream().map(Watched::name).toList();
    }

    State state(String name) {
        return parts().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow().state();
    }

    /** {@code ok}, {@code degraded}, {@code down}, {@code starting} or {@code stopping}. */
    public String status() {
        return switch (phase) {
            case STARTING -> "starting";
            case STOPPING -> "stopping";
            case WORKING -> {
                var parts = parts();
                yield parts.stream().anyMatch(Part::fails) ? "down"
                        : parts.stream().allMatch(p -> p.state() == State.UP) ? "ok" : "degraded";
            }
        };
    }

    /** Whether requests should come here: started, not stopping, and nothing it needs is down. */
    public boolean isReady() {
        var status = status();
        return status.equals("ok") || status.equals("degraded");
    }

    public boolean isStarted() {
        return phase != Phase.STARTING;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        phase = Phase.WORKING;
    }

    /** Before connectors close, so that who balances load sends nothing new while the last requests end. */
    @EventListener(ContextClosedEvent.class)
    void stopping() {
        phase = Phase.STOPPING;
    }

    private List<Part> look() {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var looks = watched.stream().map(Health::begin).toList();
        return Stream.iterate(0, i -> i < looks.size(), i -> i + 1)
                .map(i -> part(watched.get(i), result(looks.get(i), deadline)))
                .toList();
    }

    private static FutureTask<Reading> begin(Watched one) {
        var look = new FutureTask<>(one::look);
        Thread.ofVirtual().name("look-" + one.name()).start(look);
        return look;
    }

    private static Part part(Watched one, Reading reading) {
        return new Part(one.name(), one.needed(), reading.state(), reading.detail());
    }

    private static Reading result(Future<Reading> look, long deadline) {
        try {
            return look.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            look.cancel(true);
            return Reading.down("It did not answer within " + PATIENCE.toSeconds() + " seconds.");
        } catch (ExecutionException e) {
            log.debug("A look failed", e.getCause());
            return Reading.down("It does not answer.");
        } catch (InterruptedException e) {
            look.cancel(true);
            Thread.currentThread().interrupt();
            return Reading.down("The look was interrupted.");
        }
    }

    /** One line when a part changes, none while it stays. */
    private void tellChange(Part part) {
        var before = told.put(part.name(), part.state());
        if (part.state() == State.UP) {
            if (before != null && before != State.UP) {
                log.info("{} is back: {}", part.name(), part.detail());
            }
        } else if (before != part.state()) {
            log.warn("{} is {}: {}", part.name(), part.state().word(), part.detail());
        }
    }
}
