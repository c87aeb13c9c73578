package app.atelier.platform.system;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import app.atelier.platform.journal.Followers;
import app.atelier.platform.watch.Health;
import app.atelier.platform.watch.Instance;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;

/** This process. A part of its report that cannot be made is left out: a report is wanted most when things fail. */
final class LocalProcess implements ProcessAsk {

    private static final Logger log = LoggerFactory.getLogger(LocalProcess.class);
    private static final int MOST_DEAD_LETTERS = 100;

    private final Instance instance;
    private final Health health;
    private final Followers followers;
    private final ObjectProvider<JobSource> jobs;
    private final ObjectProvider<StorageSource> storage;
    private final ObjectProvider<BytesSource> bytes;
    private final ObjectProvider<Forgetting> forgetting;
    private final Holdings holdings;

    /** The sources are asked for when somebody looks: some of them ask processes themselves. */
    LocalProcess(Instance instance, Health health, Followers followers, ObjectProvider<JobSource> jobs,
            ObjectProvider<StorageSource> storage, ObjectProvider<BytesSource> bytes, ObjectProvider<Forgetting> forgetting,
            Holdings holdings) {
        this.instance = instance;
        this.health = health;
        this.followers = followers;
        this.jobs = jobs;
        this.storage = storage;
        this.bytes = bytes;
        this.forgetting = forgetting;
        this.holdings = holdings;
    }

    @Override
    public ProcessReport report() {
        return new ProcessReport(instance, health.status(), String.valueOf(Runtime.version()), health.parts(),
                orNothing(followers::states), orNothing(() -> followers.parkedEverywhere(MOST_DEAD_LETTERS)),
                all(jobs.orderedStream().map(s -> s::jobs)), all(storage.orderedStream().map(s -> s::storage)));
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

    @Override
    public List<Holding> holdings(UUID organization) {
        return holdings.of(organization);
    }

    @Override
    public List<String> rows(UUID organization, String service, String table, @Nullable String after, int limit) {
        return holdings.rows(organization, service, table, after, limit);
    }

    @Override
    public byte[] bytes(UUID organization, String service, UUID id, long from, int length) {
        return bytes.stream().filter(source -> source.service().equals(service)).findFirst()
                .orElseThrow(() -> new Problem.NotFound("The service " + service + " keeps no bytes here."))
                .read(organization, id, from, length);
    }

    @Override
    public void forget(UUID organization) {
        if (holdings.areErasable(organization)) {
            forgetting.orderedStream().forEach(one -> one.forget(organization));
        }
    }

    @Override
    public void erase(UUID organization) {
        if (holdings.erase(organization)) {
            log.info("Everything of organization {} is erased from this database", organization);
        }
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
