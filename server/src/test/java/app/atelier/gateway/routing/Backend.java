package app.atelier.gateway.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;

/** A service that answers whatever a test wants, as processes of ours never would. */
final class Backend implements AutoCloseable {

    final List<HttpExchange> seen = new CopyOnWriteArrayList<>();
    volatile HttpHandler answer = exchange -> say(exchange, 200, "ok");
    private final HttpServer server;

    Backend() {
        this(0);
    }

    Backend(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            seen.add(exchange);
            try (exchange) {
                answer.handle(exchange);
            }
        });
        server.start();
    }

    static void say(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    String header(String name) {
        return seen.getLast().getRequestHeaders().getFirst(name);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** Where nobody listens. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
