import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import lab.Connection;
import lab.House;
import lab.Limit;
import lab.Live;
import lab.Load;
import lab.Machine;
import lab.Running;
import lab.SignIns;
import lab.Statements;

/**
 * {@code bench/run}: starts a release build on a scratch database and prints what it does as a share of what the same
 * PostgreSQL does for the same SQL. Both are measured in turn, three rounds each, and the medians compared, so that a
 * busy minute of the machine touches both. It asserts nothing: a table is read, a time is not a test.
 */
public final class Bench {

    private static final int ROUNDS = 3;
    private static final int PING_ROUNDS = 5;
    private static final int PINGERS = 4;

    private final Path root;
    private final Duration round;
    private final List<String> only;
    private final Path scratch;

    private Bench(Path root, Duration round, List<String> only) throws Exception {
        this.root = root;
        this.round = round;
        this.only = only;
        this.scratch = Files.createTempDirectory("atelier-bench-");
    }

    public static void main(String[] args) throws Exception {
        var seconds = 5;
        var only = List.<String>of();
        for (var i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "--seconds" -> seconds = Integer.parseInt(args[++i]);
                case "--only" -> only = List.of(args[++i].split(","));
                default -> {
                    System.err.println("usage: bench/run [--seconds N] [--only ping,read,list,board,create,move,start,memory,guess,live]");
                    System.exit(2);
                }
            }
        }
        var bench = new Bench(Path.of(args[0]), Duration.ofSeconds(seconds), only);
        try {
            bench.run();
        } finally {
            Machine.delete(bench.scratch);
        }
    }

    private void run() throws Exception {
        System.out.printf("Measured %s.%n%n", Machine.today());
        if (wanted("start")) {
            starts();
        }
        try (var server = Running.start(root, scratch.resolve("data"))) {
            System.err.println("Filling the house…");
            var house = House.build(server.port);
            var idle = server.memory();
            var limit = new Limit(server.data);
            if (wanted("ping")) {
                pings(house);
            }
            throughput(house, limit);
            if (wanted("memory")) {
                var loaded = server.memory();
                System.out.printf("%n| memory, MiB (proportional set size) | Atelier | its PostgreSQL | both |%n|---|--:|--:|--:|%n");
                System.out.printf("| idle, 6,000 tasks in the house | %d | %d | %d |%n", idle.jvm(), idle.postgres(), idle.jvm() + idle.postgres());
                System.out.printf("| after the load above | %d | %d | %d |%n", loaded.jvm(), loaded.postgres(), loaded.jvm() + loaded.postgres());
            }
            if (wanted("guess")) {
                var times = SignIns.measure(server.port, 20);
                System.out.printf("%n| a wrong password, 20 each, in turns | p50 ms |%n|---|--:|%n");
                System.out.printf("| of somebody who exists | %.1f |%n| of nobody | %.1f |%n", at(times.wrong(), 0.5), at(times.unknown(), 0.5));
            }
            if (wanted("live")) {
                house.signIn();
                Live.measure(house, 50);
                var times = Live.measure(house, 300);
                System.out.printf("%n| change to another browser's socket | p50 ms | p99 ms |%n|---|--:|--:|%n");
                System.out.printf("| request sent → entry arrived, 300 changes | %.1f | %.1f |%n", at(times, 0.5), at(times, 0.99));
            }
        }
    }

    private void starts() throws Exception {
        System.err.println("Measuring starts…");
        var empty = new ArrayList<Long>();
        var existing = new ArrayList<Long>();
        // The first start after a build trains the JVM's ahead-of-time cache; that happens once and is not a start.
        Running.start(root, scratch.resolve("training")).close();
        for (var i = 0; i < ROUNDS; i++) {
            var data = scratch.resolve("start-" + i);
            try (var first = Running.start(root, data)) {
                empty.add(first.firstPageMs);
            }
            try (var again = Running.start(root, data)) {
                existing.add(again.firstPageMs);
            }
        }
        System.out.printf("| cold start to the first page | s |%n|---|--:|%n");
        System.out.printf("| no database yet (initdb, migrations) | %.1f |%n", median(empty) / 1000.0);
        System.out.printf("| existing database | %.1f |%n%n", median(existing) / 1000.0);
    }

    /** What a token costs: the same answer without and with one, in turn. */
    private void pings(House house) throws Exception {
        System.err.println("Measuring pings…");
        house.signIn();
        Load.Work without = (c, client, n) -> ping(c, null);
        Load.Work with = (c, client, n) -> ping(c, house.token);
        Load.run(house.port, PINGERS, round, with);
        var bare = new ArrayList<Load.Result>();
        var proved = new ArrayList<Load.Result>();
        for (var i = 0; i < PING_ROUNDS; i++) {
            bare.add(Load.run(house.port, PINGERS, round, without));
            proved.add(Load.run(house.port, PINGERS, round, with));
        }
        var bareP99 = median(bare.stream().map(r -> r.percentile(0.99)).toList());
        var provedP99 = median(proved.stream().map(r -> r.percentile(0.99)).toList());
        System.out.printf("| ping, %d clients | /s | p50 ms | p99 ms |%n|---|--:|--:|--:|%n", PINGERS);
        pings("without a token", bare, bareP99);
        pings("with a token", proved, provedP99);
        System.out.printf("| ratio | | | %.2f |%n%n", provedP99 / bareP99);
    }

    private static void pings(String what, List<Load.Result> results, double p99) {
        System.out.printf("| %s | %,.0f | %.2f | %.2f |%n", what, median(results.stream().map(Load.Result::perSecond).toList()),
                median(results.stream().map(r -> r.percentile(0.5)).toList()), p99);
    }

    private static int ping(Connection connection, String token) throws Exception {
        return checked(connection.send("GET", "/v1/system/ping", token, null), "/v1/system/ping");
    }

    private void throughput(House house, Limit limit) throws Exception {
        var sql = new Statements(house);
        var doing = statuses(house, "doing");
        var todo = statuses(house, "todo");
        var measures = List.of(
                new Measure("read", "one task", 1, sql.read(), (c, client, n) -> get(c, house, "/v1/tasks/" + random())),
                new Measure("read", "one task", 16, sql.read(), (c, client, n) -> get(c, house, "/v1/tasks/" + random())),
                new Measure("list", "list of 50 tasks", 16, sql.list(), (c, client, n) -> get(c, house, "/v1/projects/" + house.small + "/tasks?limit=50")),
                new Measure("board", "board of 1,000 tasks", 4, sql.board(house.small), (c, client, n) -> get(c, house, "/v1/projects/" + house.small + "/board")),
                new Measure("board", "board of 5,000 tasks", 4, sql.board(house.large), (c, client, n) -> get(c, house, "/v1/projects/" + house.large + "/board")),
                new Measure("move", "move a task", 16, sql.move(), (c, client, n) -> body(c, house, "PATCH", "/v1/tasks/" + random(), Map.of("statusId", n % 2 == 0 ? doing : todo, "position", "n" + (1 + n % 9)))),
                new Measure("create", "create a task", 16, sql.create(), (c, client, n) -> body(c, house, "POST", "/v1/projects/" + house.growing.get(client) + "/tasks", Map.of("title", "Made by client " + client))));
        System.out.printf("| what | clients | Atelier /s | p50 ms | p99 ms | bytes | %s /s | ratio |%n", limit.tool());
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|");
        for (var measure : measures) {
            if (wanted(measure.name())) {
                print(measure, house, limit);
            }
        }
    }

    private void print(Measure measure, House house, Limit limit) throws Exception {
        System.err.println("Measuring " + measure.what() + "…");
        house.signIn();
        Load.run(house.port, measure.clients(), round, measure.work());
        var ours = new ArrayList<Load.Result>();
        var theirs = new ArrayList<Double>();
        for (var i = 0; i < ROUNDS; i++) {
            ours.add(Load.run(house.port, measure.clients(), round, measure.work()));
            theirs.add(limit.run(measure.sql(), measure.clients(), round));
        }
        ours.sort(Comparator.comparingDouble(Load.Result::perSecond));
        var result = ours.get(ROUNDS / 2);
        var bare = median(theirs);
        System.out.printf("| %s | %d | %,.0f | %.1f | %.1f | %,.0f | %,.0f | %.2f |%n", measure.what(), measure.clients(),
                result.perSecond(), result.percentile(0.5), result.percentile(0.99), result.bytes(), bare, result.perSecond() / bare);
    }

    private record Measure(String name, String what, int clients, String sql, Load.Work work) {
    }

    private static int get(Connection connection, House house, String path) throws Exception {
        var answer = connection.send("GET", path, house.token, null, "Accept-Encoding: gzip");
        return checked(answer, path);
    }

    private static int body(Connection connection, House house, String method, String path, Object body) throws Exception {
        return checked(connection.send(method, path, house.token, House.JSON.writeValueAsString(body)), path);
    }

    private static int checked(Connection.Answer answer, String path) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(path + ": " + answer.status() + " " + answer.text());
        }
        return answer.bytes();
    }

    private static String random() {
        return House.task(ThreadLocalRandom.current().nextInt(1, House.SMALL + 1));
    }

    private static String statuses(House house, String category) {
        for (var status : house.smallStatuses) {
            if (status.path("category").asString().equals(category)) {
                return status.path("id").asString();
            }
        }
        throw new IllegalStateException("a new project has no status of the category " + category);
    }

    private boolean wanted(String name) {
        return only.isEmpty() || only.contains(name);
    }

    private static double median(List<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).sorted().toArray()[values.size() / 2];
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
