package app.atelier.gateway.webhooks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who listens to webhooks, and answers as it is told. */
final class Receiver implements AutoCloseable {

    /** A message as it arrived. */
    record Message(String path, String id, String timestamp, String signature, byte[] body) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String type() {
            return json().get("type").asString();
        }

        boolean isSignedWith(String secret) {
            return List.of(signature.split(" ")).contains(Signature.of(List.of(secret), id, Instant.ofEpochSecond(Long.parseLong(timestamp)), body));
        }
    }

    final List<Message> messages = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    volatile String answer = "thanks";
    /** While it is there, {@code /slow} answers nobody. */
    final CountDownLatch slow = new CountDownLatch(1);
    private final HttpServer server;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        messages.add(new Message(exchange.getRequestURI().getPath(), headers.getFirst("webhook-id"), headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"), exchange.getRequestBody().readAllBytes()));
        if (exchange.getRequestURI().getPath().startsWith("/slow")) {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    List<Message> at(String path) {
        return messages.stream().filter(m -> m.path().equals(path)).toList();
    }

    @Override
    public void close() {
        slow.countDown();
        server.stop(0);
    }
}
