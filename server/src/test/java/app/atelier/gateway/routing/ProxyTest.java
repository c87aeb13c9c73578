package app.atelier.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gateway in front of a service that a test controls byte by byte. */
class ProxyTest {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int LARGE = 8 << 20;
    private static Backend backend;
    private static House gateway;
    private static int secondPort;

    private final Client client = gateway.stranger();

    @BeforeAll
    static void start() {
        backend = new Backend();
        secondPort = Backend.freePort();
        gateway = House.only("gateway,auth,users", Map.of(
                "atelier.service.projects.url", backend.url(),
                "atelier.service.orders.url", backend.url() + ",http://127.0.0.1:" + secondPort,
                "atelier.service.catalog.url", "http://127.0.0.1:" + Backend.freePort(),
                "atelier.service.notifications.url", backend.url(),
                "atelier.gateway.timeout", "2s",
                "atelier.limits.anonymous", "1000000"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        backend.close();
    }

    @AfterEach
    void calm() {
        backend.answer = exchange -> Backend.say(exchange, 200, "ok");
        backend.seen.clear();
    }

    @Test
    void aRequestTravelsOnWithWhatTheGatewayKnowsOfIt() {
        client.get("/v1/projects/a%20b?x=1&y=%C3%A4", "X-Request-Id", "r1", "X-Forwarded-For", "6.6.6.6", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example",
                "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "Cookie", "a=b", "If-None-Match", "\"3\"").is(200);

        assertThat(backend.seen.getLast().getRequestURI()).hasToString("/v1/projects/a%20b?x=1&y=%C3%A4");
        assertThat(backend.header("X-Request-Id")).isEqualTo("r1");
        assertThat(backend.header("Accept-Encoding")).isNull();
        assertThat(backend.header("X-Forwarded-For")).isEqualTo("6.6.6.6, 127.0.0.1");
        assertThat(backend.header("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(backend.header("X-Forwarded-Host")).isEqualTo(URI.create(gateway.url()).getAuthority());
        assertThat(backend.header("traceparent")).startsWith("00-0af7651916cd43dd8448eb211c80319c-").doesNotContain("b7ad6b7169203331");
        assertThat(backend.header("Cookie")).isEqualTo("a=b");
        assertThat(backend.header("If-None-Match")).isEqualTo("\"3\"");
    }

    @Test
    void whatIsAboutOneConnectionStaysThere() throws IOException {
        raw("GET /v1/projects HTTP/1.1\r\nHost: localhost\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nTE: trailers\r\nKeep-Alive: 5\r\nX-Stays: 2\r\n\r\n");
        assertThat(backend.header("X-Stays")).isEqualTo("2");
        assertThat(backend.seen.getLast().getRequestHeaders()).doesNotContainKeys("X-hop", "Te", "Keep-alive");
    }

    @Test
    void anAnswerComesBackUnchanged() {
        backend.answer = exchange -> {
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "application/problem+json");
            headers.set("ETag", "\"7\"");
            headers.set("Content-Security-Policy", "sandbox");
            headers.set("Keep-Alive", "timeout=5");
            headers.put("Set-Cookie", List.of("a=1", "b=2"));
            Backend.say(exchange, 422, "{\"its\":\"own\"}");
        };
        var answer = client.post("/v1/projects", "{}").is(422);
        assertThat(answer.text()).isEqualTo("{\"its\":\"own\"}");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.header("Content-Security-Policy")).as("the service's word").isEqualTo("sandbox");
        assertThat(answer.header("X-Content-Type-Options")).as("the gateway's own").isEqualTo("nosniff");
        assertThat(answer.header("Keep-Alive")).isNotEqualTo("timeout=5");
        assertThat(answer.response().headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(answer.response().headers().allValues("X-Request-Id")).hasSize(1);
    }

    @Test
    void answersWithoutABodyHaveNone() {
        backend.answer = exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"7\"");
            exchange.sendResponseHeaders(304, -1);
        };
        var unchanged = client.get("/v1/projects").is(304);
        assertThat(unchanged.text()).isEmpty();
        assertThat(unchanged.header("ETag")).isEqualTo("\"7\"");
        backend.answer = exchange -> exchange.sendResponseHeaders(204, -1);
        assertThat(client.delete("/v1/projects/1").is(204).text()).isEmpty();
        backend.answer = exchange -> {
            exchange.getResponseHeaders().set("Content-Length", "12345");
            exchange.sendResponseHeaders(200, -1);
        };
        var head = client.send("HEAD", "/v1/projects", null).is(200);
        assertThat(head.header("Content-Length")).isEqualTo("12345");
        assertThat(backend.seen.getLast().getRequestMethod()).isEqualTo("HEAD");
    }

    @Test
    void anUploadIsSeenWhileItIsStillBeingSent() throws Exception {
        var seen = new AtomicLong();
        backend.answer = exchange -> {
            var buffer = new byte[8192];
            for (var n = exchange.getRequestBody().read(buffer); n >= 0; n = exchange.getRequestBody().read(buffer)) {
                seen.addAndGet(n);
            }
            Backend.say(exchange, 201, "got " + seen.get());
        };
        try (var out = new PipedOutputStream(); var in = new PipedInputStream(out, 1 << 16)) {
            var answer = HTTP.sendAsync(HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/projects"))
                    .POST(BodyPublishers.ofInputStream(() -> in)).build(), BodyHandlers.ofString());
            out.write(new byte[LARGE / 2]);
            out.flush();
            Await.until("the first half at the service", () -> seen.get() > LARGE / 4);
            assertThat(answer).isNotDone();
            out.write(new byte[LARGE / 2]);
            out.close();
            assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("got " + LARGE);
        }
    }

    @Test
    void anUploadOfKnownLengthKeepsIt() {
        backend.answer = exchange -> Backend.say(exchange, 200,
                exchange.getRequestHeaders().getFirst("Content-Length") + " " + exchange.getRequestBody().readAllBytes().length);
        assertThat(client.post("/v1/projects", new byte[LARGE]).text()).isEqualTo(LARGE + " " + LARGE);
        assertThat(client.post("/v1/projects", new byte[1]).text()).isEqualTo("1 1");
        assertThat(client.send("POST", "/v1/projects", null).text()).endsWith(" 0");
    }

    @Test
    void aDownloadIsReadWhileItIsStillBeingMade() throws Exception {
        var readOn = new CountDownLatch(1);
        backend.answer = exchange -> {
            exchange.sendResponseHeaders(200, LARGE);
            exchange.getResponseBody().write(new byte[LARGE / 2]);
            exchange.getResponseBody().flush();
            await(readOn);
            exchange.getResponseBody().write(new byte[LARGE / 2]);
        };
        var answer = HTTP.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/projects")).build(), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(LARGE / 2)).hasSize(LARGE / 2);
            readOn.countDown();
            assertThat(body.readAllBytes()).hasSize(LARGE / 2);
        }
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(LARGE);
    }

    @Test
    void aClientThatGoesAwayLeavesNothingBehind() throws Exception {
        var broken = new CountDownLatch(1);
        backend.answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[1 << 16]);
                }
            } catch (IOException e) {
                broken.countDown();
                throw e;
            }
        };
        var answer = HTTP.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/projects")).build(), BodyHandlers.ofInputStream());
        answer.body().readNBytes(1 << 20);
        answer.body().close();
        assertThat(broken.await(30, TimeUnit.SECONDS)).as("the service is told").isTrue();
    }

    @Test
    void aClientThatBreaksOffItsUploadBreaksOffTheServicesToo() throws Exception {
        var ended = new CountDownLatch(1);
        var whole = new AtomicLong();
        backend.answer = exchange -> {
            try {
                whole.set(exchange.getRequestBody().readAllBytes().length);
            } finally {
                ended.countDown();
            }
            Backend.say(exchange, 200, "ok");
        };
        try (var socket = new Socket("localhost", URI.create(gateway.url()).getPort())) {
            socket.getOutputStream().write(("POST /v1/projects HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\n" + "x".repeat(100_000))
                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            Await.until("the request at the service", () -> !backend.seen.isEmpty());
        }
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(whole).as("half an upload is not taken for a whole one").hasValue(0);
    }

    @Test
    void aServiceThatIsAwayIsNamed() {
        var answer = client.post("/v1/catalog/products", "{}");
        answer.problem(503, "unavailable");
        assertThat(answer.json().get("detail").asString()).contains("catalog");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        var parts = client.get("/readyz").is(200).json();
        assertThat(parts.get("status").asString()).isEqualTo("degraded");
        assertThat(parts.get("parts").toString()).contains("\"service catalog\",\"needed\":false,\"state\":\"down\"")
                .contains("\"service projects\",\"needed\":false,\"state\":\"up\"")
                .contains("\"service orders\",\"needed\":false,\"state\":\"degraded\"");
    }

    @Test
    void theOtherProcessAnswersForTheOneThatIsAway() {
        for (var i = 0; i < 6; i++) {
            assertThat(client.post("/v1/orders", "{\"n\":" + i + "}").is(200).text()).isEqualTo("ok");
        }
        assertThat(backend.seen).hasSize(6);
        try (var second = new Backend(secondPort)) {
            Await.until("it is asked again", () -> {
                client.get("/v1/orders").is(200);
                return !second.seen.isEmpty();
            });
        }
    }

    @Test
    void whatMayBeAskedTwiceIsAskedElsewhereWhenItBreaks() {
        try (var second = new Backend(secondPort)) {
            Await.until("both are asked", () -> {
                client.get("/v1/orders").is(200);
                return !second.seen.isEmpty();
            });
            second.answer = exchange -> {
                throw new IOException("broken");
            };
            second.seen.clear();
            for (var i = 0; i < 4; i++) {
                client.get("/v1/orders").is(200);
            }
            assertThat(second.seen).as("it was asked, and broke").isNotEmpty();
            backend.answer = second.answer;
            backend.seen.clear();
            second.seen.clear();
            client.post("/v1/orders", "{}").problem(503, "unavailable");
            assertThat(backend.seen.size() + second.seen.size()).as("a POST that was sent is not sent again").isOne();
        }
    }

    @Test
    void aServiceThatSaysNothingIsGivenUpOn() {
        var done = new CountDownLatch(1);
        backend.answer = exchange -> await(done);
        var answer = client.post("/v1/projects", "{}");
        answer.problem(503, "unavailable");
        assertThat(answer.json().get("detail").asString()).contains("projects").contains("too long");
        done.countDown();
    }

    @Test
    void anAnswerThatBreaksOffIsSeenToBeShort() {
        backend.answer = exchange -> {
            exchange.sendResponseHeaders(200, 1 << 20);
            exchange.getResponseBody().write(new byte[1 << 19]);
            exchange.getResponseBody().flush();
            throw new IOException("broken");
        };
        assertThatThrownBy(() -> download("/v1/projects")).isInstanceOf(IOException.class);
    }

    /** A chunked answer says by its last chunk that it is whole; half of one must not get a last chunk here. */
    @Test
    void anAnswerOfUnknownLengthThatBreaksOffIsSeenToBeShort() throws Exception {
        try (var server = new ServerSocket(secondPort, 10, InetAddress.getLoopbackAddress())) {
            var broke = Thread.ofVirtual().start(() -> {
                try (var socket = server.accept()) {
                    var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                    while (!lines.readLine().isEmpty()) {
                        // All of the request's head: closing with something unread would reset the connection.
                    }
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            for (var i = 0; i < 10 && broke.isAlive(); i++) {
                try {
                    assertThat(download("/v1/orders")).as("half an answer").isNotEqualTo("hello");
                } catch (IOException e) {
                    // Part of it was out already: closing short says so.
                }
            }
            broke.join();
        }
    }

    private static String download(String path) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(gateway.url() + path)).build(), BodyHandlers.ofString()).body();
    }

    @Test
    void noPathLeavesTheRouteItWasLetInBy() throws IOException {
        for (var path : List.of("/internal/users/people", "/v1/projects/../../internal/users/people",
                "/v1/projects/%2e%2e/%2e%2e/internal/users/people", "/v1/projects/..;/..;/internal/users", "/v1/projects//x",
                "/v1/projects;a=b/x", "/v1/projects/%2E./%2e%2e/internal/users", "/v1/projects/..%2f..%2finternal/users",
                "/v1/projects/%5c..%5c..%5cinternal", "/v1/./projects/x")) {
            assertThat(status(path)).as(path).isIn(400, 404);
        }
        assertThat(backend.seen).isEmpty();
    }

    /** Sends a path as it is; a client of today would tidy it up. */
    private static int status(String path) throws IOException {
        return Integer.parseInt(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").split(" ")[1]);
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", URI.create(gateway.url()).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aKeptAnswerOfAServiceIsReplayed() {
        backend.answer = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Location", "/v1/projects/1");
            Backend.say(exchange, 201, "{\"n\":" + backend.seen.size() + "}");
        };
        var first = client.post("/v1/projects", "{\"a\":1}", "Idempotency-Key", "routed").is(201);
        var second = client.post("/v1/projects", "{\"a\":1}", "Idempotency-Key", "routed").is(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo("/v1/projects/1");
        assertThat(backend.seen).hasSize(1);
        client.post("/v1/projects", "{\"a\":2}", "Idempotency-Key", "routed").problem(422, "idempotency-mismatch");
    }

    @Test
    void pagesOutsideTheApiAreRoutedToo() {
        client.get("/dev/outbox").is(200);
        assertThat(backend.seen.getLast().getRequestURI()).hasToString("/dev/outbox");
        client.send("TRACE", "/v1/projects", null).is(405);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
