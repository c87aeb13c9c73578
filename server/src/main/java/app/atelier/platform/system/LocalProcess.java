package app.atelier.platform.system;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import app.atelier.platform.journal.Followers;
import app.atelier.platform.watch.Health;
import app.atelier.platform.watch.Instance;
import app.atelier.platform.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process. A part of its report that cannot be made is left out: a report is wanted most when things fail. */
final class LocalProcess implements ProcessAsk {

    private static final Logger log = LoggerFactory.getLogger(LocalProcess.class);
    private static final int MOST_DEAD_LETTERS = 100;

    private final Instance instance;
    private final Health health;
    private final Followers followers;
    private final List<JobSource> jobs;
    private final List<StorageSource> storage;

    LocalProcess(Instance instance, Health health, Followers followers, List<JobSource> jobs, List<StorageSource> storage) {
        this.instance = instance;
        this.health = health;
        this.followers = followers;
        this.jobs = jobs;
        this.storage = storage;
    }

    @Override
    public ProcessReport report() {
        return new ProcessReport(instance, health.status(), String.valueOf(Runtime.version()), health.parts(),
                orNothing(followers::states), orNothing(() -> followers.parkedEverywhere(MOST_DEAD_LETTERS)),
                all(jobs.stream().map(s -> s::jobs)), all(storage.stream().map(s -> s::storage)));
    }

    @Override
    public void replay(String service, String follower, UUID organization, long seq) {
        if (!followers.has(service, follower)) {
            throw new Problem.NotFound("There is no follower " + follower + " of " + service + " here.");
        }
        boolean taken;
        try {
            taken = followers.replay(organization, follower, seq);
        } catch (RuntimeException failure) {
            log.warn("The replay of entry {} by {} failed", seq, follower, failure);
            throw new Problem.Conflict("replay-failed", "It failed again", String.valueOf(failure));
        }
        if (!taken) {
            throw new Problem.NotFound("Entry " + seq + " is not parked any more; somebody replayed it.");
        }
        log.info("Entry {} of {} was replayed by {}", seq, organization, follower);
    }

    private static <T> List<T> all(Stream<Supplier<List<T>>> sources) {
        return sources.flatMap(source -> orNothing(source).stream()).toList();
    }

    private static <T> List<T> orNothing(Supplier<List<T>> source) {
        try {
            return source.get();
        } catch (RuntimeException e) {
            log.warn("A part of the report on this process cannot be made: {}", String.valueOf(e));
            return List.of();
        }
    }
}
