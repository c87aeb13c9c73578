package rows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import app.atelier.engines.ClickHouseEngine;
import lab.Account;
import lab.Database;
import lab.Proxy;
import lab.Row;
import lab.Running;
import lab.Writers;

/** ClickHouse is cut off between the rows of a load and its position, and then away, while clients write. */
public final class ClickHouseAway implements Row {

    private static final int CLIENTS = 16;
    private static final int CUTS = 5;
    private static final int AWAY_SECONDS = 60;
    private static final double DRAINED_WITHIN = 120;
    /** The client sends a second time by itself before it gives up. */
    private static final int SENT = 2;

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public String fault() {
        return "ClickHouse cut off " + CUTS + " times between rows and position, then away for " + AWAY_SECONDS + " s, " + CLIENTS
                + " clients writing";
    }

    @Override
    public String control() {
        return "a table whose rows have no key";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return run(root, scratch, AWAY_SECONDS, false);
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return run(root, scratch, 1, true);
    }

    private static Outcome run(Path root, Path scratch, int seconds, boolean weakened) throws Exception {
        var port = Running.freePort();
        try (var engine = ClickHouseEngine.start(scratch.resolve("clickhouse"), port);
                var proxy = new Proxy(port, "query=insert+into+feed")) {
            if (weakened) {
                ask(engine, "create database atelier");
                ask(engine, "create table atelier.facts_task_event (organization UUID, project_id UUID, task_id UUID, kind String,"
                        + " seq Int64, happened_at DateTime64(6, 'UTC')) engine = MergeTree order by (organization, seq, kind)");
            }
            try (var server = Running.start(root, scratch.resolve("data"), Running.freePort(), Map.of(
                    "ATELIER_CLICKHOUSE_URL", "http://127.0.0.1:" + proxy.port(),
                    "ATELIER_CLICKHOUSE_USERNAME", ClickHouseEngine.USERNAME,
                    "ATELIER_CLICKHOUSE_PASSWORD", ClickHouseEngine.PASSWORD))) {
                return run(server, engine, proxy, seconds);
            }
        }
    }

    private static Outcome run(Running server, ClickHouseEngine engine, Proxy proxy, int seconds) throws Exception {
        var account = Account.register(server.port);
        var writers = new Writers(account, account.projects(CLIENTS));
        try (writers) {
            writers.start();
            for (var cut = 0; cut < CUTS; cut++) {
                writers.awaitMore(200, 120_000);
                proxy.cut(SENT);
            }
            engine.kill();
            Thread.sleep(seconds * 1_000L);
        }
        engine.restart();
        var began = System.nanoTime();
        var told = Database.of(server.data).number("select count(*) from journal.entry where type = 'task.created'"
                + " and organization_id = '" + account.organization() + "'");
        var facts = " from atelier.facts_task_event where organization = '" + account.organization() + "'";
        while (number(engine, "select uniqExact(seq)" + facts) < told && elapsed(began) < 2 * DRAINED_WITHIN) {
            Thread.sleep(200);
        }
        var drained = elapsed(began);
        var known = number(engine, "select uniqExact(seq)" + facts);
        var doubled = number(engine, "select count()" + facts) - known;
        return new Outcome(writers.failures() == 0 && known == told && doubled == 0 && drained <= DRAINED_WITHIN,
                "%,d writes, %,d failed; %,d facts lost, %,d doubled; drained in %.1f s".formatted(writers.count(), writers.failures(),
                        told - known, doubled, drained));
    }

    private static double elapsed(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static long number(ClickHouseEngine engine, String sql) throws Exception {
        return Long.parseLong(ask(engine, sql));
    }

    private static String ask(ClickHouseEngine engine, String sql) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(URI.create(engine.address() + "/?final=1"))
                    .header("X-ClickHouse-User", ClickHouseEngine.USERNAME).header("X-ClickHouse-Key", ClickHouseEngine.PASSWORD)
                    .POST(HttpRequest.BodyPublishers.ofString(sql)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.body());
            }
            return answer.body().strip();
        }
    }
}
