package lab;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;

/** Clients that each do one thing over and over for a while, every one on its own connection. */
public final class Load {

    /** What one client does once; returns the bytes received. */
    public interface Work {
        int once(Connection connection, int client, long round) throws Exception;
    }

    /** @param microseconds how long each took, sorted */
    public record Result(int clients, double perSecond, long[] microseconds, double bytes) {

        /** Milliseconds within which that share of all was done. */
        public double percentile(double share) {
            if (microseconds.length == 0) {
                return Double.NaN;
            }
            var index = (int) Math.ceil(share * microseconds.length) - 1;
            return microseconds[Math.clamp(index, 0, microseconds.length - 1)] / 1000.0;
        }
    }

    private Load() {
    }

    /** @throws IllegalStateException when any single request failed: a fast error is not a result */
    public static Result run(int port, int clients, Duration duration, Work work) throws Exception {
        var start = new CountDownLatch(1);
        var samples = new ArrayList<Future<long[]>>();
        var bytes = new java.util.concurrent.atomic.LongAdder();
        long began;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client = 0; client < clients; client++) {
                var number = client;
                samples.add(threads.submit(() -> {
                    try (var connection = new Connection(port)) {
                        start.await();
                        var until = System.nanoTime() + duration.toNanos();
                        var times = new long[1024];
                        var count = 0;
                        for (var now = System.nanoTime(); now < until; ) {
                            bytes.add(work.once(connection, number, count));
                            var after = System.nanoTime();
                            if (count == times.length) {
                                times = Arrays.copyOf(times, count * 2);
                            }
                            times[count++] = (after - now) / 1000;
                            now = after;
                        }
                        return Arrays.copyOf(times, count);
                    }
                }));
            }
            began = System.nanoTime();
            start.countDown();
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        var all = new ArrayList<long[]>();
        for (var sample : samples) {
            all.add(sample.get());
        }
        var times = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Result(clients, times.length / seconds, times, times.length == 0 ? 0 : bytes.sum() / (double) times.length);
    }
}
