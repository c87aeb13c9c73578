package app.atelier.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import app.atelier.platform.watch.LocalTracing;
import app.atelier.platform.watch.TraceContext;
import app.atelier.platform.watch.Tracing;
import app.atelier.platform.web.Problem;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.web.service.annotation.PostExchange;
import tools.jackson.databind.json.JsonMapper;

/** What an asker lives through when the other side misbehaves. */
class NeighbourTest {

    private static final Duration PATIENCE = Duration.ofMillis(400);

    @org.springframework.web.service.annotation.HttpExchange("/internal/weather")
    interface Weather {

        @PostExchange("/rain")
        boolean rain(String town);

        @Once
        @PostExchange("/toss")
        String toss();
    }

    private interface Behaviour {
        void answer(HttpExchange exchange, int call) throws IOException;
    }

    private final AtomicInteger calls = new AtomicInteger();
    private final LocalTracing tracing = new LocalTracing();
    private final RemoteAsks asks = new RemoteAsks(JsonMapper.shared(), new ServiceTokens("s".repeat(32), "test"), tracing, PATIENCE);
    private final List<HttpServer> servers = new java.util.ArrayList<>();

    private URI serve(Behaviour behaviour) throws IOException {
        var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                behaviour.answer(exchange, calls.incrementAndGet());
            }
        });
        server.start();
        servers.add(server);
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private Weather weather(Behaviour behaviour) throws IOException {
        return asks.of(Weather.class, List.of(serve(behaviour)));
    }

    @AfterEach
    void stop() {
        servers.forEach(s -> s.stop(0));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("X-Answered-By", "weather");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    }

    private static void byAProxy(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static void unavailable(Runnable ask) {
        assertThatThrownBy(ask::run).isInstanceOf(Problem.Unavailable.class).hasMessageContaining("weather");
    }

    @Test
    void nobodyThereIsUnavailableByName() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        var weather = asks.of(Weather.class, List.of(URI.create("http://localhost:" + free)));
        unavailable(() -> weather.rain("Kiel"));
    }

    @Test
    void whatWasLostIsAskedAgainTwice() throws IOException {
        var weather = weather((exchange, call) -> {
            if (call < 3) {
                byAProxy(exchange, 503);
            } else {
                answer(exchange, 200, "true");
            }
        });
        assertThat(weather.rain("Kiel")).isTrue();
        assertThat(calls).hasValue(3);
    }

    @Test
    void whatMayHappenOnlyOnceIsNotAskedAgain() throws IOException {
        var weather = weather((exchange, _) -> byAProxy(exchange, 502));
        unavailable(weather::toss);
        assertThat(calls).hasValue(1);
    }

    @Test
    void aConnectionThatBreaksIsALoss() throws IOException {
        var weather = weather((exchange, call) -> {
            if (call == 1) {
                exchange.close();
            } else {
                answer(exchange, 200, "false");
            }
        });
        assertThat(weather.rain("Kiel")).isFalse();
        assertThat(calls).hasValue(2);
    }

    @Test
    void whoIsLateIsNotAskedAgain() throws IOException {
        var asked = System.nanoTime();
        var weather = weather((exchange, _) -> {
            try {
                Thread.sleep(PATIENCE.multipliedBy(3));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange, 200, "true");
        });
        unavailable(() -> weather.rain("Kiel"));
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(PATIENCE);
        assertThat(calls).hasValue(1);
    }

    @Test
    void anotherInstanceFillsIn() throws IOException {
        var weather = asks.of(Weather.class, List.of(serve((exchange, _) -> byAProxy(exchange, 503)),
                serve((exchange, _) -> answer(exchange, 200, "true"))));
        for (var i = 0; i < 30; i++) {
            assertThat(weather.rain("Kiel")).isTrue();
        }
        // Once it is known to fail, the first instance is left alone.
        assertThat(calls).hasValueLessThan(30 + 15);
    }

    @Test
    void whileMostAsksFailNoneIsSent() throws IOException {
        var weather = weather((exchange, _) -> byAProxy(exchange, 503));
        for (var i = 0; i < 20; i++) {
            unavailable(() -> weather.rain("Kiel"));
        }
        assertThat(calls).hasValueLessThanOrEqualTo(20);
    }

    @Test
    void aProblemOfTheAskIsNoFailureOfTheService() throws IOException {
        var weather = weather((exchange, _) -> answer(exchange, 404, """
                {"type": "https://atelier.app/problems/not-found", "title": "Not found", "detail": "There is no such town.", "new": 1}"""));
        for (var i = 0; i < 30; i++) {
            assertThatThrownBy(() -> weather.rain("Atlantis")).isInstanceOf(Problem.NotFound.class).hasMessage("There is no such town.");
        }
        assertThat(calls).hasValue(30);
    }

    @Test
    void aDefectThereIsADefectHere() throws IOException {
        var weather = weather((exchange, _) -> answer(exchange, 500, "{\"requestId\": \"r-1\"}"));
        assertThatThrownBy(() -> weather.rain("Kiel")).isInstanceOf(IllegalStateException.class).hasMessageContaining("r-1");
        assertThat(calls).hasValue(1);
    }

    @Test
    void requestAndTraceGoAlong() throws IOException {
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        MDC.put("requestId", "from-afar");
        var weather = weather((exchange, _) -> {
            var headers = exchange.getRequestHeaders();
            var good = "from-afar".equals(headers.getFirst("X-Request-Id"))
                    && headers.getFirst("traceparent").startsWith("00-0af7651916cd43dd8448eb211c80319c-")
                    && headers.getFirst("Authorization").startsWith("Bearer ")
                    && new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).equals("{\"town\":\"Kiel\"}");
            answer(exchange, 200, String.valueOf(good));
        });
        try (var _ = tracing.open(Tracing.Kind.SERVER, "test", TraceContext.parse(trace))) {
            assertThat(weather.rain("Kiel")).isTrue();
        } finally {
            MDC.remove("requestId");
        }
    }
}
