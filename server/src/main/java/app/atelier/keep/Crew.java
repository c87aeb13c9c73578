package app.atelier.keep;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/** Does the same with many files, a few at a time: a store far away answers slowly, and many at once. */
final class Crew {

    private static final int HANDS = 8;
    private static final int LOOK_MILLIS = 200;

    private Crew() {
    }

    /** What is done with one file. */
    interface Work {
        void on(String key) throws IOException;
    }

    /** Ends at the first failure, which it throws. */
    static void each(Collection<String> keys, String what, Progress progress, Work work) throws IOException {
        var waiting = new ConcurrentLinkedQueue<>(keys);
        var done = new AtomicLong();
        var failure = new AtomicReference<@Nullable Throwable>();
        var hands = Math.min(HANDS, keys.size());
        var ended = new CountDownLatch(hands);
        for (var hand = 0; hand < hands; hand++) {
            Thread.ofVirtual().name("keep-" + hand).start(() -> {
                try {
                    for (var key = waiting.poll(); key != null && failure.get() == null; key = waiting.poll()) {
                        work.on(key);
                        done.incrementAndGet();
                    }
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                } finally {
                    ended.countDown();
                }
            });
        }
        await(ended, failure, () -> progress.at(what, done.get(), keys.size()));
    }

    private static void await(CountDownLatch ended, AtomicReference<@Nullable Throwable> failure, Runnable look) throws IOException {
        var over = false;
        while (!over) {
            try {
                over = ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                look.run();
            } catch (InterruptedException e) {
                failure.compareAndSet(null, new Progress.Cancelled());
                Thread.currentThread().interrupt();
                break;
            } catch (Progress.Cancelled e) {
                failure.compareAndSet(null, e);
            }
        }
        switch (failure.get()) {
            case null -> { }
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IOException(e);
        }
    }
}
