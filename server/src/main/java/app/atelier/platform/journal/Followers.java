package app.atelier.platform.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import app.atelier.platform.db.Db;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs the followers of this process, each on a thread of its own. Wake-ups make them quick; a look at all
 * organizations every few seconds makes them complete.
 */
public final class Followers implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Followers.class);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(5);
    /** Followers share the pool with requests and must leave them most of it. */
    private static final int CONNECTIONS = 4;

    private final List<Worker> workers;
    private final Semaphore connections = new Semaphore(CONNECTIONS, true);
    private final Scout scout;
    private volatile boolean running;
    private volatile Thread scoutThread = Thread.currentThread();

    public Followers(List<Follower> followers, Db db, JournalReader reader, WakeUps wakeUps) {
        this.workers = followers.stream().map(f -> new Worker(new Following(f, db, reader))).toList();
        this.scout = new Scout(db, reader, new Scout.Audience() {
            @Override
            public void news(UUID organization, long from, long to, Set<String> types) {
                workers.stream().filter(w -> w.following.wants(organization, from, to, types))
                        .forEach(w -> w.visit(organization, Instant.now()));
            }

            @Override
            public void unknown(UUID organization) {
                workers.forEach(w -> w.visit(organization, Instant.now()));
            }
        });
        wakeUps.subscribe(scout::wake);
    }

    /** Entries given up on, of all followers of this process. */
    public List<DeadLetter> parked(UUID organization) {
        return workers.stream().flatMap(w -> w.following.parked(organization).stream()).toList();
    }

    /** How all followers of this process stand. */
    public List<FollowerState> states() {
        return workers.stream().map(w -> w.following.state()).toList();
    }

    FollowerState state(String follower) {
        return following(follower).state();
    }

    /** The names of this process's followers. */
    List<Follower> all() {
        return workers.stream().map(w -> w.following.follower()).toList();
    }

    /** Entries given up on, newest first, of all organizations and followers of this process. */
    public List<ParkedEntry> parkedEverywhere(int limit) {
        return workers.stream().flatMap(w -> w.following.parkedEverywhere(limit).stream())
                .sorted(Comparator.comparing(ParkedEntry::parkedAt).reversed()).limit(limit).toList();
    }

    /** Whether a follower of this service and name runs here. */
    public boolean has(String service, String follower) {
        return all().stream().anyMatch(f -> f.service().equals(service) && f.name().equals(follower));
    }

    private Following following(String follower) {
        return workers.stream().map(w -> w.following).filter(f -> f.follower().name().equals(follower)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No follower is called " + follower));
    }

    /**
     * Runs a parked entry again; false when it is not parked.
     *
     * @throws IllegalArgumentException when this process has no such follower
     */
    public boolean replay(UUID organization, String follower, long seq) {
        return following(follower).replay(organization, seq);
    }

    @Override
    public void start() {
        running = true;
        scoutThread = Thread.ofVirtual().name("journal-scout").start(scout::run);
        workers.forEach(Worker::start);
    }

    @Override
    public void stop() {
        running = false;
        scoutThread.interrupt();
        workers.forEach(Worker::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the broadcast that wakes them. */
    @Override
    public int getPhase() {
        return 1;
    }

    private final class Worker {

        private final Following following;
        private final DelayQueue<Visit> visits = new DelayQueue<>();
        private final Map<UUID, Instant> planned = new ConcurrentHashMap<>();
        private volatile Thread thread = Thread.currentThread();

        Worker(Following following) {
            this.following = following;
        }

        /** Plans a visit; of two for one organization the earlier counts. */
        void visit(UUID organization, Instant when) {
            planned.compute(organization, (_, known) -> {
                if (known != null && !known.isAfter(when)) {
                    return known;
                }
                visits.add(new Visit(organization, when));
                return when;
            });
        }

        void start() {
            thread = Thread.ofVirtual().name("follower-" + following.follower().name()).start(this::run);
        }

        void stop() {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void run() {
            var lookAround = Instant.MIN;
            while (running) {
                try {
                    if (!lookAround.isAfter(Instant.now())) {
                        lookAround = Instant.now().plus(LOOK_AROUND);
                        following.behind().forEach(o -> visit(o, Instant.now()));
                    }
                    var visit = visits.poll(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS);
                    if (visit != null && planned.remove(visit.organization, visit.when)) {
                        make(visit);
                    }
                } catch (InterruptedException e) {
                    return;
                } catch (RuntimeException e) {
                    if (running) {
                        log.warn("Follower {} was interrupted by a failure, going on", following.follower().name(), e);
                        pause();
                    }
                }
            }
        }

        private void make(Visit visit) throws InterruptedException {
            connections.acquire();
            try {
                var comeBack = following.catchUp(visit.organization);
                if (comeBack != null) {
                    visit(visit.organization, comeBack);
                }
            } finally {
                connections.release();
            }
        }

        private void pause() {
            try {
                Thread.sleep(1_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record Visit(UUID organization, Instant when) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(Instant.now(), when));
        }

        @Override
        public int compareTo(Delayed other) {
            return when.compareTo(((Visit) other).when);
        }
    }
}
