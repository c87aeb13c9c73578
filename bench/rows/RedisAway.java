package rows;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import app.atelier.engines.RedisEngine;
import lab.Account;
import lab.Connection;
import lab.Database;
import lab.Row;
import lab.Running;
import lab.Truth;
import lab.Writers;

/** One limit over two nodes, with forged addresses; then Redis is away while clients write, and comes back. */
public final class RedisAway implements Row {

    private static final int CLIENTS = 16;
    private static final int REQUESTS = 1_000;
    private static final int A_MINUTE = 600;
    private static final int AWAY_SECONDS = 60;
    private static final double TOLERANCE = 1.05;

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public String fault() {
        return REQUESTS + " requests over two nodes with forged X-Forwarded-For; Redis away for " + AWAY_SECONDS + " s, " + CLIENTS
                + " clients writing";
    }

    @Override
    public String control() {
        return "nodes without Redis";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        try (var engine = RedisEngine.start(scratch.resolve("redis"));
                var one = Running.start(root, scratch.resolve("data"), Running.freePort(), settings(engine.address()));
                var other = Running.start(root, scratch.resolve("other"), Running.freePort(), settings(engine.address()))) {
            var before = share(one, other);
            var account = Account.register(one.port);
            var writers = new Writers(account, account.projects(CLIENTS));
            try (writers) {
                writers.start();
                writers.awaitMore(500, 60_000);
                engine.kill();
                Thread.sleep(AWAY_SECONDS * 1_000L);
            }
            engine.restart();
            // A minute fills the buckets again; meanwhile both nodes find their way back.
            Thread.sleep(20_000);
            var after = share(one, other);
            var truth = Truth.of(Database.of(one.data), writers.acknowledged());
            return new Outcome(before <= TOLERANCE && after <= TOLERANCE && writers.failures() == 0 && truth.holds(),
                    "%.2f × the limit accepted, %.2f when it was back; %,d writes, %,d failed, %s".formatted(before, after,
                            writers.count(), writers.failures(), truth));
        }
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        try (var one = Running.start(root, scratch.resolve("data"), Running.freePort(), settings(""));
                var other = Running.start(root, scratch.resolve("other"), Running.freePort(), settings(""))) {
            var share = share(one, other);
            return new Outcome(share <= TOLERANCE, "%.2f × the limit accepted".formatted(share));
        }
    }

    private static Map<String, String> settings(String redis) {
        return redis.isEmpty() ? Map.of("ATELIER_LIMITS_ANONYMOUS", String.valueOf(A_MINUTE))
                : Map.of("ATELIER_LIMITS_ANONYMOUS", String.valueOf(A_MINUTE), "ATELIER_REDIS_URL", redis);
    }

    /** What was accepted, as a share of what one node may accept: a sixth of a minute at once, and the rest evenly. */
    private static double share(Running one, Running other) throws Exception {
        var accepted = 0;
        var began = System.nanoTime();
        try (var first = new Connection(one.port); var second = new Connection(other.port)) {
            for (var n = 0; n < REQUESTS; n++) {
                var answer = (n % 2 == 0 ? first : second).send("GET", "/v1/orders/status/" + UUID.randomUUID() + "?secret=x", null,
                        null, "X-Forwarded-For: 203.0.113." + n % 250);
                accepted += answer.status() == 429 ? 0 : 1;
            }
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        return accepted / (A_MINUTE / 6.0 + A_MINUTE / 60.0 * seconds);
    }
}
