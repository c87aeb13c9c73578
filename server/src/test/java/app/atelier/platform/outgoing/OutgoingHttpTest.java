package app.atelier.platform.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import app.atelier.platform.outgoing.OutgoingHttp.Answer;
import app.atelier.platform.outgoing.OutgoingHttp.Request;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** security.md 23, at the moment of asking: what was judged is what is connected to. */
class OutgoingHttpTest {

    private HttpServer server;
    private final List<HttpExchange> asked = new CopyOnWriteArrayList<>();
    private HttpHandler handler = exchange -> answer(exchange, 200, "hello");

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(exchange);
            handler.handle(exchange);
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Request request(String host, Duration deadline, int most) {
        return new Request("POST", "http://" + host + ":" + server.getAddress().getPort() + "/hook", Map.of("x-test", "1"),
                "body".getBytes(StandardCharsets.UTF_8), "application/json", deadline, most);
    }

    private static Answer send(Names names, Request request) throws IOException {
        try (var http = new OutgoingHttp(Destinations.alsoOwnNetwork(), names)) {
            return http.send(request);
        }
    }

    @Test
    void itConnectsToTheJudgedAddressWithTheNameInHost() throws IOException {
        var answer = send(_ -> new InetAddress[] {InetAddress.getByName("127.0.0.1")}, request("hooks.example.org", Duration.ofSeconds(10), 100));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("hello");
        assertThat(asked).singleElement().satisfies(e -> {
            assertThat(e.getRequestHeaders().getFirst("Host")).isEqualTo("hooks.example.org:" + server.getAddress().getPort());
            assertThat(e.getRequestHeaders().getFirst("x-test")).isEqualTo("1");
            assertThat(e.getRequestHeaders().getFirst("Content-Type")).isEqualTo("application/json");
        });
    }

    @Test
    void dnsRebindingLeadsNowhere() throws IOException {
        // Public when the address is entered, inside when it is asked, and inside only between judgement and connection.
        var answers = new ArrayDeque<>(List.of("93.184.216.34", "127.0.0.1"));
        try (var http = new OutgoingHttp(Destinations.internet(), changing(answers))) {
            assertThat(http.guard().check("https://hooks.example.org:8443/")).hasHost("hooks.example.org");
            assertThatThrownBy(() -> http.send(new Request("POST", "https://hooks.example.org:" + server.getAddress().getPort() + "/", Map.of(),
                    new byte[0], "text/plain", Duration.ofSeconds(10), 100))).isInstanceOf(Refused.class);
        }
        assertThat(answers).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void aNameIsResolvedOnceForAConnection() throws IOException {
        var resolved = new AtomicInteger();
        try (var http = new OutgoingHttp(Destinations.internet(), _ -> {
            resolved.incrementAndGet();
            // Documentation addresses are refused, so nothing leaves this machine.
            return new InetAddress[] {InetAddress.getByName("192.0.2.1")};
        })) {
            assertThatThrownBy(() -> http.send(new Request("GET", "https://hooks.example.org/", Map.of(), new byte[0], "text/plain",
                    Duration.ofSeconds(10), 100))).isInstanceOf(Refused.class);
        }
        assertThat(resolved).hasValue(1);
    }

    private static Names changing(Queue<String> answers) {
        return _ -> new InetAddress[] {InetAddress.getByName(answers.remove())};
    }

    @Test
    void redirectsAreNotFollowed() throws IOException {
        handler = exchange -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data/");
            answer(exchange, 302, "");
        };
        var answer = send(Names.system(), request("127.0.0.1", Duration.ofSeconds(10), 100));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.headers()).containsEntry("location", "http://169.254.169.254/latest/meta-data/");
        assertThat(asked).hasSize(1);
    }

    @Test
    void noMoreIsReadThanWanted() throws IOException {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                while (true) {
                    out.write(new byte[65_536]);
                }
            } catch (IOException e) {
                // The other side has gone, as wanted.
            }
        };
        assertThat(send(Names.system(), request("127.0.0.1", Duration.ofSeconds(20), 1_024)).body()).hasSize(1_024);
    }

    @Test
    void whoDripsIsLeftAtTheDeadline() {
        handler = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                while (true) {
                    out.write('.');
                    out.flush();
                    Thread.sleep(20);
                }
            } catch (IOException e) {
                // As above.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        assertThatThrownBy(() -> send(Names.system(), request("127.0.0.1", Duration.ofSeconds(1), 1 << 20)))
                .isInstanceOf(IOException.class).hasMessageContaining("within 1 s");
    }

    @Test
    void nobodyThereIsToldInWords() {
        server.stop(0);
        assertThatThrownBy(() -> send(Names.system(), request("127.0.0.1", Duration.ofSeconds(5), 10)))
                .isInstanceOf(IOException.class).hasMessage("Nobody takes connections there");
    }
}
