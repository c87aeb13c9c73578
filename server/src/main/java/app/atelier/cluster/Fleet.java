package app.atelier.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;

/** All processes of the installation: started in waves, watched, started again when they die, stopped in reverse. */
public final class Fleet implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofMinutes(4);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Path logs;
    private final String mainClass;
    private final Consumer<String> tell;
    private final BiConsumer<Member, String> atReady;
    private final CompletableFuture<Void> stop;
    private final List<List<Member>> waves = new ArrayList<>();
    private final Map<String, Child> running = new LinkedHashMap<>();
    private boolean stopping;

    /**
     * @param logs      the folder of their logs
     * @param mainClass of this program
     * @param tell      takes sentences for the person at the terminal
     * @param stop      ends all waiting when it is done
     * @param atReady   hears of each process whenever it serves, with the administrator's link it printed or ""
     */
    public Fleet(Path logs, String mainClass, Consumer<String> tell, CompletableFuture<Void> stop,
            BiConsumer<Member, String> atReady) {
        this.logs = logs;
        this.mainClass = mainClass;
        this.tell = tell;
        this.stop = stop;
        this.atReady = atReady;
    }

    /**
     * Starts processes side by side and waits until all of them serve.
     *
     * @throws Refusal when one does not, with what it said
     */
    public void start(List<Member> wave) {
        synchronized (this) {
            waves.add(wave);
        }
        var children = wave.stream().map(member -> Map.entry(member, launch(member))).toList();
        for (var each : children) {
            var child = each.getValue();
            if (child == null || !ready(child)) {
                throw new Refusal(each.getKey().name() + " did not start: "
                        + (child == null ? "the cluster is stopping" : child.lastWords()) + " (its log is " + log(each.getKey()) + ")");
            }
            serves(each.getKey(), child);
        }
    }

    public Path log(Member member) {
        return logs.resolve(member.name() + ".log");
    }

    /** The process's number; null while it does not run. */
    public synchronized @Nullable Long pid(Member member) {
        var child = running.get(member.name());
        return child == null ? null : child.pid();
    }

    private synchronized @Nullable Child launch(Member member) {
        if (stopping) {
            return null;
        }
        var child = Child.start(member, log(member), mainClass);
        running.put(member.name(), child);
        return child;
    }

    private boolean ready(Child child) {
        try {
            CompletableFuture.anyOf(child.ready(), stop).get(START_WITHIN.toSeconds(), TimeUnit.SECONDS);
            return child.ready().getNow(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            return false;
        }
    }

    private void serves(Member member, Child child) {
        var link = child.welcome();
        atReady.accept(member, link == null ? "" : link);
        child.ended().thenAcceptAsync(code -> again(member, code, FIRST_PAUSE),
                task -> Thread.ofPlatform().daemon().name("again-" + member.name()).start(task));
    }

    /** One that died is started again, ever more patiently. */
    private void again(Member member, int code, Duration pause) {
        if (isStopping()) {
            return;
        }
        tell.accept(member.name() + " ended with " + code + "; starting it again. Its log is " + log(member) + ".");
        CompletableFuture.runAsync(() -> {
            var child = launch(member);
            if (child == null) {
                return;
            }
            if (ready(child)) {
                tell.accept(member.name() + " is back.");
                serves(member, child);
            } else {
                child.stop();
                var longer = pause.multipliedBy(2);
                again(member, child.ended().join(), longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer);
            }
        }, CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, task -> Thread.ofPlatform().daemon().start(task)));
    }

    private synchronized boolean isStopping() {
        return stopping;
    }

    /** Stops the last wave first: those who ask before those who are asked. */
    @Override
    public void close() {
        List<List<Member>> all;
        synchronized (this) {
            stopping = true;
            all = List.copyOf(waves).reversed();
        }
        for (var wave : all) {
            CompletableFuture.allOf(wave.stream().map(this::stop).toArray(CompletableFuture[]::new)).join();
        }
    }

    private CompletableFuture<Void> stop(Member member) {
        Child child;
        synchronized (this) {
            child = running.get(member.name());
        }
        return child == null ? CompletableFuture.completedFuture(null)
                : CompletableFuture.runAsync(child::stop, task -> Thread.ofPlatform().name("stop-" + member.name()).start(task));
    }
}
