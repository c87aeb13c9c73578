package app.atelier.platform.journal.kafka;

import java.time.Duration;
import java.util.List;

import org.springframework.context.SmartLifecycle;

/** The relay and the copier of this process at work, with their figures. Starting them never waits for Kafka. */
public final class Exchange implements SmartLifecycle {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final Relay relay;
    private final Copier copier;
    private volatile List<Thread> threads = List.of();

    Exchange(Relay relay, Copier copier) {
        this.relay = relay;
        this.copier = copier;
    }

    /** Entries this process has published since its start. */
    public long published() {
        return relay.published();
    }

    /** Entries of this database that nobody has looked at yet; asks the database. */
    public long toPublish() {
        return relay.lag();
    }

    /** Entries of other databases this process has appended since its start. */
    public long copied() {
        return copier.copied();
    }

    /** Messages in this process's partitions that have not been read. */
    public long toCopy() {
        return copier.lag();
    }

    /** Messages since the start that no relay wrote and that were passed over. */
    public long refused() {
        return copier.refused();
    }

    /** Entries that have waited so long at least for one before them; asks the database. */
    public long waiting(Duration atLeast) {
        return copier.waiting(atLeast);
    }

    Relay relay() {
        return relay;
    }

    Copier copier() {
        return copier;
    }

    @Override
    public void start() {
        threads = List.of(
                Thread.ofVirtual().name("journal-relay").start(relay::run),
                Thread.ofVirtual().name("journal-copier").start(copier::run));
    }

    @Override
    public void stop() {
        relay.stop();
        copier.stop();
        for (var thread : threads) {
            try {
                if (!thread.join(STOP_WITHIN)) {
                    thread.interrupt();
                }
            } catch (InterruptedException e) {
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
        }
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }

    /** After the followers, whom the copier wakes. */
    @Override
    public int getPhase() {
        return 2;
    }
}
