package app.atelier.processing.pipelines;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import app.atelier.platform.analytics.AnalyticsAway;
import app.atelier.platform.journal.WakeUps;
import app.atelier.platform.system.Job;
import app.atelier.platform.system.JobSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The loop that loads. Wake-ups make it quick; a look at all organizations every few seconds makes it complete. What
 * comes within a fifth of a second is loaded together, because the store prefers few large batches to many small.
 */
@Component
class Loading implements SmartLifecycle, JobSource {

    private static final Logger log = LoggerFactory.getLogger(Loading.class);
    private static final Duration LOOK_AROUND = Duration.ofSeconds(5);
    private static final long GATHER_MILLIS = 200;

    private final Loader loader;
    private final Set<UUID> toVisit = ConcurrentHashMap.newKeySet();
    private final Semaphore news = new Semaphore(0);
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean running;
    private boolean away;
    /** Why the last load failed; null when it did not. */
    private volatile @Nullable String trouble;

    Loading(Loader loader, WakeUps wakeUps) {
        this.loader = loader;
        wakeUps.subscribe(organization -> {
            if (toVisit.add(organization)) {
                news.release();
            }
        });
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("processing").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the wake-ups. */
    @Override
    public int getPhase() {
        return 1;
    }

    private void run() {
        var resumed = false;
        var lookAround = System.nanoTime();
        while (running) {
            try {
                if (!resumed) {
                    loader.resume();
                    resumed = true;
                    tellBack();
                }
                if (System.nanoTime() - lookAround >= 0) {
                    lookAround = System.nanoTime() + LOOK_AROUND.toNanos();
                    toVisit.addAll(loader.behind());
                    news.release();
                }
                if (news.tryAcquire(LOOK_AROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                    Thread.sleep(GATHER_MILLIS);
                    news.drainPermits();
                    visitAll();
                }
            } catch (InterruptedException e) {
                return;
            } catch (AnalyticsAway e) {
                trouble = String.valueOf(e.getMessage());
                tellAway(e);
                resumed = false;
                pause();
            } catch (RuntimeException e) {
                trouble = String.valueOf(e.getMessage());
                if (running) {
                    log.warn("Loading into the analytical store failed, trying again", e);
                    resumed = false;
                    pause();
                }
            }
        }
    }

    /** Once, however long it lasts: what waits is found again by the look around. */
    private void tellAway(AnalyticsAway e) {
        if (running && !away) {
            log.warn("Loads wait, the analytical store is away: {}", e.getMessage());
        }
        away = true;
    }

    private void tellBack() {
        if (away) {
            log.info("The analytical store is back, loading what waited");
            trouble = null;
        }
        away = false;
    }

    private void visitAll() {
        var organizations = List.copyOf(toVisit);
        organizations.forEach(toVisit::remove);
        try {
            loader.catchUp(organizations);
            trouble = null;
        } catch (AnalyticsAway e) {
            throw e;
        } catch (RuntimeException e) {
            log.debug("Loading together failed", e);
            loader.resume();
            organizations.stream().takeWhile(_ -> running).forEach(this::visit);
        }
    }

    /** One organization's trouble does not keep the others waiting, unless it is everybody's; the next look around tries again. */
    private void visit(UUID organization) {
        try {
            loader.catchUp(List.of(organization));
            trouble = null;
        } catch (AnalyticsAway e) {
            throw e;
        } catch (RuntimeException e) {
            trouble = String.valueOf(e.getMessage());
            if (running) {
                log.warn("Loading {} into the analytical store failed, trying again", organization, e);
                loader.resume();
            }
        }
    }

    @Override
    public List<Job> jobs() {
        var failed = trouble;
        if (failed != null) {
            return List.of(job(Job.State.FAILED, "Loading fails and is tried again: " + failed));
        }
        var behind = loader.behind().size();
        return List.of(behind == 0 ? job(Job.State.IDLE, "Everything is loaded.")
                : job(Job.State.RUNNING, "News of " + behind + (behind == 1 ? " organization" : " organizations") + " to look at."));
    }

    private Job job(Job.State state, String detail) {
        return new Job("processing", "Loads into the analytical store", state, detail, null, loader.lastLoaded());
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
