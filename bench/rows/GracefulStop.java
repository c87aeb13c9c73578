package rows;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import lab.Account;
import lab.Connection;
import lab.House;
import lab.Row;
import lab.Running;

/** SIGTERM while requests come and people are connected live. */
public final class GracefulStop implements Row {

    private static final int SOCKETS = 200;
    private static final int CLIENTS = 20;
    private static final int REQUESTS_A_SECOND = 200;
    private static final int EXIT_WITHIN_SECONDS = 25;

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public String fault() {
        return "SIGTERM at " + REQUESTS_A_SECOND + " requests/s with " + SOCKETS + " live connections";
    }

    @Override
    public String control() {
        return "SIGKILL instead";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return run(root, scratch, false);
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return run(root, scratch, true);
    }

    private static Outcome run(Path root, Path scratch, boolean weakened) throws Exception {
        try (var server = Running.start(root, scratch.resolve("data")); var http = HttpClient.newHttpClient()) {
            var account = Account.register(server.port);
            var project = account.projects(1).getFirst();
            var people = new People();
            for (var n = 0; n < SOCKETS; n++) {
                var socket = http.newWebSocketBuilder().buildAsync(URI.create("ws://localhost:" + server.port + "/v1/realtime"), people)
                        .get(10, TimeUnit.SECONDS);
                socket.sendText(House.JSON.writeValueAsString(Map.of("type", "hello", "token", account.token())), true).get();
            }
            var load = new Readers(account, "/v1/projects/" + project);
            load.start();
            Thread.sleep(3_000);
            var began = System.nanoTime();
            if (weakened) {
                server.process().destroyForcibly();
            } else {
                server.process().destroy();
            }
            var exited = server.process().waitFor(EXIT_WITHIN_SECONDS, TimeUnit.SECONDS);
            var seconds = (System.nanoTime() - began) / 1e9;
            load.join();
            people.awaitAll();
            return new Outcome(exited && load.resets.get() == 0 && people.closed.get() == SOCKETS,
                    "%d answers, %d resets; %d of %d connections closed properly; exit after %.1f s".formatted(load.answers.get(),
                            load.resets.get(), people.closed.get(), SOCKETS, seconds));
        }
    }

    /** Clients that read at a steady rate until nobody listens any more. */
    private static final class Readers {

        private final AtomicLong answers = new AtomicLong();
        private final AtomicLong resets = new AtomicLong();
        private final ArrayList<Thread> threads = new ArrayList<>();
        private final Account account;
        private final String path;

        Readers(Account account, String path) {
            this.account = account;
            this.path = path;
        }

        void start() {
            for (var n = 0; n < CLIENTS; n++) {
                threads.add(Thread.ofVirtual().start(this::read));
            }
        }

        private void read() {
            while (true) {
                Connection connection;
                try {
                    connection = new Connection(account.port());
                } catch (IOException nobodyListens) {
                    return;
                }
                try (connection) {
                    // A connection the server announced to close is not used again (RFC 9112 §9.6).
                    while (!connection.closing()) {
                        connection.send("GET", path, account.token(), null);
                        answers.incrementAndGet();
                        Thread.sleep(1_000L * CLIENTS / REQUESTS_A_SECOND);
                    }
                } catch (IOException e) {
                    resets.incrementAndGet();
                    return;
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        void join() throws InterruptedException {
            for (var thread : threads) {
                thread.join(10_000);
            }
        }
    }

    /** Counts connections that ended with a close frame (RFC 6455 §5.5.1) instead of just ending. */
    private static final class People implements WebSocket.Listener {

        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger broken = new AtomicInteger();

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            (code == 1006 ? broken : closed).incrementAndGet();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            broken.incrementAndGet();
        }

        void awaitAll() throws InterruptedException {
            for (var looks = 0; looks < 100 && closed.get() + broken.get() < SOCKETS; looks++) {
                Thread.sleep(50);
            }
        }
    }
}
