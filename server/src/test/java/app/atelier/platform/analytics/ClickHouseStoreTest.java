package app.atelier.platform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import app.atelier.engines.ClickHouseEngine;
import app.atelier.platform.Refusal;
import app.atelier.platform.watch.Watched.State;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClickHouseStoreTest extends AnalyticalStoreContract {

    private final ClickHouseProperties properties = ClickHouse.fresh();

    private ClickHouseStore open() {
        return new ClickHouseStore(properties, List.of(THINGS));
    }

    @Override
    protected AnalyticalStore empty() {
        return open();
    }

    /** The store of a process that was killed with the server: a new one, and the server's own files. */
    @Override
    protected AnalyticalStore restarted() {
        ClickHouse.engine().kill();
        ClickHouse.engine().restart();
        close();
        return open();
    }

    @AfterEach
    void close() {
        ((ClickHouseStore) store).close();
    }

    @Test
    void aStoreGoesOnAfterTheServerWasAway() {
        store.load(ClickHouseCrashTest.batch(0, 10));
        ClickHouse.engine().kill();
        try {
            assertThatThrownBy(() -> store.feeds("")).isInstanceOf(AnalyticsAway.class).hasMessageContaining("ATELIER_CLICKHOUSE_URL");
            assertThat(new ClickHouseWatched((ClickHouseStore) store).look().state()).isEqualTo(State.DOWN);
        } finally {
            ClickHouse.engine().restart();
        }
        assertThat(store.load(ClickHouseCrashTest.batch(10, 20))).isTrue();
        assertThat(store.feeds("").get("a").position()).isEqualTo(20);
        assertThat(new ClickHouseWatched((ClickHouseStore) store).look().detail()).startsWith("ClickHouse 2");
    }

    @Test
    void whoReadsMakesNothing() {
        try (var reader = new ClickHouseStore(ClickHouse.fresh(), List.of())) {
            assertThatThrownBy(() -> reader.query("select count(*) as n from facts.thing", List.of(), row -> row))
                    .isInstanceOf(AnalyticsAway.class).hasMessageContaining("start processing");
        }
        try (var reader = new ClickHouseStore(properties, List.of())) {
            assertThat(reader.query("select count(*) as n from facts.thing", List.of(), row -> row.number("n"))).containsExactly(0L);
        }
    }

    @Test
    void wrongCredentialsAreSaid() {
        for (var wrong : List.of(new ClickHouseProperties(properties.url(), ClickHouseEngine.USERNAME, "guess", null),
                new ClickHouseProperties(properties.url(), null, null, null))) {
            try (var store = new ClickHouseStore(wrong, List.of(THINGS))) {
                assertThatThrownBy(() -> store.feeds("")).isInstanceOf(AnalyticsAway.class)
                        .hasMessageContaining("ATELIER_CLICKHOUSE_PASSWORD").hasMessageNotContaining("guess");
                assertThat(new ClickHouseWatched(store).look().state()).isEqualTo(State.DOWN);
            }
        }
    }

    @Test
    void anotherServerAndAnOldOneAreSaid() throws Exception {
        assertThat(said(200, "24.8.14.39\n")).contains("24.8.14.39").contains(ClickHouseStore.OLDEST);
        assertThat(said(200, "<html>")).contains("newer is needed");
        assertThat(said(404, "Not here")).contains("no ClickHouse");
        assertThat(said(502, "Bad gateway")).contains("stands between");
        ClickHouseStore.requireNewEnough("25.8.1.5101");
        ClickHouseStore.requireNewEnough("26.3.1.1-lts");
    }

    private static String said(int status, String body) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try (var store = new ClickHouseStore(ClickHouse.at("http://127.0.0.1:" + server.getAddress().getPort(), "x"), List.of())) {
            return new ClickHouseWatched(store).look().detail();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void wrongSettingsAreRefusedInOneSentence() {
        for (var url : List.of("clickhouse:8123", "tcp://host:9000", "http://", "http://me:secret@host:8123", "http://host?user=me", "jdbc:clickhouse://h")) {
            assertThatThrownBy(() -> new ClickHouseProperties(url, null, null, null)).as(url).isInstanceOf(Refusal.class)
                    .hasMessageStartingWith("ATELIER_CLICKHOUSE_URL").hasMessageNotContaining("secret");
        }
        assertThatThrownBy(() -> new ClickHouseProperties("", null, "secret", null)).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("ATELIER_CLICKHOUSE_PASSWORD is set").hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new ClickHouseProperties("http://h", null, null, "a; drop")).isInstanceOf(Refusal.class)
                .hasMessageStartingWith("ATELIER_CLICKHOUSE_DATABASE");
        assertThatThrownBy(() -> new ClickHouseProperties("http://h", "a:b", null, null)).isInstanceOf(Refusal.class);
        assertThat(new ClickHouseProperties(" ", "", "", "").url()).isNull();
        assertThat(new ClickHouseProperties("http://h", "u", "secret", null).toString()).doesNotContain("secret");
    }
}
