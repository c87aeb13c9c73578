package lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * What the same PostgreSQL does when nothing but the SQL is in the way: pgbench where it is installed, else the same
 * script over bare JDBC on as many connections. A script is pgbench's own format: {@code \set n random(a, b)} lines,
 * then statements with {@code :n}.
 */
public final class Limit {

    private static final Pattern SET = Pattern.compile("\\\\set (\\w+) random\\((\\d+), (\\d+)\\)");
    private static final Pattern TPS = Pattern.compile("tps = ([0-9.]+) ");

    private final Database database;
    private final boolean pgbench = installed();

    /** @param data the data folder of a running server with an embedded database */
    public Limit(Path data) throws Exception {
        database = Database.of(data);
    }

    public String tool() {
        return pgbench ? "pgbench" : "bare JDBC";
    }

    /** Transactions per second. */
    public double run(String script, int clients, Duration duration) throws Exception {
        return pgbench ? pgbench(script, clients, duration) : jdbc(script, clients, duration);
    }

    private double pgbench(String script, int clients, Duration duration) throws Exception {
        var file = Files.createTempFile("atelier-bench-", ".sql");
        try {
            Files.writeString(file, script);
            var command = new ProcessBuilder("pgbench", "-n", "-M", "prepared", "-c", Integer.toString(clients), "-j",
                    Integer.toString(Math.min(clients, Runtime.getRuntime().availableProcessors())), "-T",
                    Long.toString(Math.max(1, duration.toSeconds())), "-f", file.toString(), "-h", "localhost", "-p",
                    Integer.toString(database.port()), "-U", "postgres", "postgres").redirectErrorStream(true);
            command.environment().put("PGPASSWORD", database.password());
            var process = command.start();
            var said = new String(process.getInputStream().readAllBytes());
            var tps = TPS.matcher(said);
            if (process.waitFor() != 0 || !tps.find()) {
                throw new IllegalStateException("pgbench failed:\n" + said);
            }
            return Double.parseDouble(tps.group(1));
        } finally {
            Files.delete(file);
        }
    }

    private double jdbc(String script, int clients, Duration duration) throws Exception {
        var set = SET.matcher(script);
        var low = set.find() ? Long.parseLong(set.group(2)) : 0;
        var high = low == 0 ? 1 : Long.parseLong(set.group(3));
        var statements = Arrays.stream(script.replaceAll("(?m)^\\\\.*$", "").split(";"))
                .map(String::strip).filter(text -> !text.isEmpty()).toList();
        var done = new AtomicLong();
        var began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var running = new java.util.ArrayList<java.util.concurrent.Future<?>>();
            for (var client = 0; client < clients; client++) {
                running.add(threads.submit(() -> {
                    try (var connection = database.connect();
                            var statement = connection.createStatement()) {
                        while (System.nanoTime() - began < duration.toNanos()) {
                            var n = Long.toString(ThreadLocalRandom.current().nextLong(low, high + 1));
                            for (var sql : statements) {
                                statement.execute(sql.replaceAll(":n\\b(?!:)|(?<!:):n(?=::)", n));
                            }
                            done.incrementAndGet();
                        }
                        return null;
                    }
                }));
            }
            for (var each : running) {
                each.get();
            }
        }
        return done.get() / ((System.nanoTime() - began) / 1e9);
    }

    private static boolean installed() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pgbench")));
    }
}
