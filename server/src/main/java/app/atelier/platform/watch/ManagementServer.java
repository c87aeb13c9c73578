package app.atelier.platform.watch;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import app.atelier.platform.Refusal;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * A listener of its own for who watches: health with details, and metrics in Prometheus' text form. It is not for
 * people's networks. It begins before the people's port and ends after it, so that a drain can be seen.
 */
public final class ManagementServer implements SmartLifecycle {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int UNAVAILABLE = 503;

    private record Answer(String status, List<Part> parts) {
    }

    private interface Page {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final WatchProperties.Management properties;
    private final int port;
    private final Health health;
    private final PrometheusMeterRegistry meters;
    private final JsonMapper json;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    ManagementServer(WatchProperties.Management properties, int port, Health health, PrometheusMeterRegistry meters, JsonMapper json) {
        this.properties = properties;
        this.port = port;
        this.health = health;
        this.meters = meters;
        this.json = json;
    }

    /** The port it listens on; 0 while it does not. */
    public int port() {
        return server == null ? 0 : server.getAddress().getPort();
    }

    /** @throws Refusal when the port is taken */
    @Override
    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(properties.bind(), port), 0);
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("ATELIER_MANAGEMENT_PORT is " + port + ", where nothing can listen (" + e.getMessage()
                    + "); stop what holds that port, choose another, or check ATELIER_MANAGEMENT_BIND.");
        }
        threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        page("/healthz", exchange -> health(exchange, true, new Answer("ok", List.of())));
        page("/startupz", exchange -> health(exchange, health.isStarted(), new Answer(health.isStarted() ? "ok" : "starting", List.of())));
        page("/readyz", exchange -> {
            var parts = health.parts();
            health(exchange, health.isReady(), new Answer(health.status(), parts));
        });
        page("/metrics", exchange -> send(exchange, OK, TEXT, meters.scrape().getBytes(StandardCharsets.UTF_8)));
        server.start();
    }

    private void page(String path, Page page) {
        java.util.Objects.requireNonNull(server).createContext(path, exchange -> {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    send(exchange, NOT_FOUND, TEXT, new byte[0]);
                } else if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
                    send(exchange, WRONG_METHOD, TEXT, new byte[0]);
                } else {
                    page.answer(exchange);
                }
            }
        });
    }

    private void health(HttpExchange exchange, boolean good, Answer answer) throws IOException {
        send(exchange, good ? OK : UNAVAILABLE, "application/json", json.writeValueAsBytes(answer));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        var bare = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, bare ? -1 : body.length);
        if (!bare) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
