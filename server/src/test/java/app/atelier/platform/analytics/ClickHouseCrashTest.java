package app.atelier.platform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;

import app.atelier.engines.ClickHouseEngine;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ClickHouse, or the way to it, dies between the rows of a batch and the position of its feed. */
class ClickHouseCrashTest {

    /** What becomes of the request that would move the position. */
    private enum Fate { PASS, KILL_BEFORE, KILL_AFTER, CUT_AFTER }

    private final ClickHouseProperties properties = ClickHouse.fresh();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer proxy;
    private volatile Fate fate = Fate.PASS;

    static Batch batch(long from, long to) {
        var rows = LongStream.rangeClosed(from + 1, to).mapToObj(n -> List.of(new UUID(7, n), "n" + n, n)).toList();
        return new Batch("a", from, to, List.of(new Batch.Rows("facts.thing", List.of("tenant", "name", "amount"), rows)));
    }

    @BeforeEach
    void begin() throws IOException {
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        proxy.createContext("/", this::pass);
        proxy.start();
    }

    @AfterEach
    void end() {
        proxy.stop(0);
    }

    private void pass(HttpExchange exchange) throws IOException {
        var moves = exchange.getRequestURI().toString().contains("query=insert+into+feed") && fate != Fate.PASS;
        var body = exchange.getRequestBody().readAllBytes();
        if (moves && fate == Fate.KILL_BEFORE) {
            ClickHouse.engine().kill();
            exchange.close();
            return;
        }
        try {
            var request = HttpRequest.newBuilder(URI.create(ClickHouse.engine().address() + exchange.getRequestURI()))
                    .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (moves) {
                if (fate == Fate.KILL_AFTER) {
                    ClickHouse.engine().kill();
                }
                exchange.close();
                return;
            }
            answer.headers().firstValue("X-ClickHouse-Exception-Code")
                    .ifPresent(code -> exchange.getResponseHeaders().set("X-ClickHouse-Exception-Code", code));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
        } catch (IOException e) {
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ClickHouseStore open(String url) {
        return new ClickHouseStore(ClickHouse.at(url, properties.databaseName()), List.of(AnalyticalStoreContract.THINGS));
    }

    /** Loads 1 to 3,000 in batches, dying at most of them; returns how many rows a question sees. */
    private long rowsAfterDeaths() {
        var position = 0L;
        for (var fate : List.of(Fate.PASS, Fate.KILL_BEFORE, Fate.KILL_AFTER, Fate.CUT_AFTER, Fate.KILL_BEFORE, Fate.PASS)) {
            try (var store = open("http://127.0.0.1:" + proxy.getAddress().getPort())) {
                this.fate = fate;
                // After a failure more has come in: the next batch begins where the feed stands, and ends further on.
                var next = batch(position, position + 700 + fate.ordinal());
                if (fate == Fate.PASS) {
                    assertThat(store.load(next)).isTrue();
                } else {
                    assertThatThrownBy(() -> store.load(next)).isInstanceOf(AnalyticsAway.class);
                }
            }
            this.fate = Fate.PASS;
            ClickHouse.engine().restart();
            try (var store = open(ClickHouse.engine().address())) {
                position = store.feeds("").get("a").position();
            }
        }
        var last = position;
        try (var store = open(ClickHouse.engine().address())) {
            assertThat(store.load(batch(last, 5_000))).isTrue();
            return store.query("select count(*) as n from facts.thing", List.of(), row -> row.number("n")).getFirst();
        }
    }

    @Test
    void nothingIsLostOrDoubled() {
        assertThat(rowsAfterDeaths()).isEqualTo(5_000);
        try (var store = open(ClickHouse.engine().address())) {
            assertThat(store.query("select count(distinct amount) as n, sum(amount) as total from facts.thing", List.of(),
                    row -> List.of(row.number("n"), row.number("total")))).containsExactly(List.of(5_000L, 5_000L * 5_001 / 2));
        }
    }

    /** The control: in a table whose rows have no key, the same deaths double. */
    @Test
    void withoutAKeyRowsDouble() throws Exception {
        statement("create database " + properties.databaseName());
        statement("create table " + properties.databaseName() + ".facts_thing (tenant UUID, name String, happened_at Nullable(DateTime64(6, 'UTC')),"
                + " amount Nullable(Int64), open Nullable(Bool), note Nullable(String)) engine = MergeTree order by (tenant, name)");
        assertThat(rowsAfterDeaths()).isGreaterThan(5_000);
    }

    private void statement(String sql) throws Exception {
        var answer = http.send(HttpRequest.newBuilder(URI.create(ClickHouse.engine().address() + "/"))
                .header("X-ClickHouse-User", ClickHouseEngine.USERNAME).header("X-ClickHouse-Key", ClickHouseEngine.PASSWORD)
                .POST(HttpRequest.BodyPublishers.ofString(sql)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
