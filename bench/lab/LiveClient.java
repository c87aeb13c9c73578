package lab;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;

/**
 * Keeps a board up to date from the live connection, as the web client does, and loses that connection every one to
 * five seconds.
 */
public final class LiveClient implements AutoCloseable {

    /** One for all: each has threads of its own. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Account account;
    private final String project;
    private final boolean resumes;
    private final Map<String, String> titles = new TreeMap<>();
    private final Queue<Double> catchUps = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private long seq;
    private volatile long cuts;
    private volatile boolean disturbed = true;
    private volatile boolean running = true;

    private LiveClient(Account account, String project, boolean resumes, Board board) {
        this.account = account;
        this.project = project;
        this.resumes = resumes;
        take(board);
        this.thread = Thread.ofVirtual().start(this::live);
    }

    /** @param resumes whether it says where it was when it comes back, as it should */
    public static LiveClient open(Account account, String project, boolean resumes) throws Exception {
        return new LiveClient(account, project, resumes, Board.read(account, project));
    }

    /** How often its connection was cut or lost. */
    public long cuts() {
        return cuts;
    }

    /** Seconds from each reconnect to the welcome and the entries missed. */
    public List<Double> catchUps() {
        return List.copyOf(catchUps);
    }

    /** Stops the cutting. */
    public void leaveAlone() {
        disturbed = false;
    }

    /** Whether what it shows becomes equal to the truth in time. */
    public boolean reaches(Board truth, int seconds) throws InterruptedException {
        var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < until) {
            synchronized (this) {
                if (seq >= truth.seq()) {
                    return titles.equals(truth.titles());
                }
            }
            Thread.sleep(20);
        }
        return false;
    }

    private synchronized void take(Board board) {
        titles.clear();
        titles.putAll(board.titles());
        seq = board.seq();
    }

    private void live() {
        while (running) {
            try {
                connected();
            } catch (InterruptedException e) {
                return;
            } catch (Exception away) {
                pause(100);
            }
        }
    }

    private void connected() throws Exception {
        var began = System.nanoTime();
        var listener = new Listener(began);
        var socket = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5))
                .buildAsync(URI.create("ws://localhost:" + account.port() + "/v1/realtime"), listener).get(10, TimeUnit.SECONDS);
        String hello;
        synchronized (this) {
            hello = "{\"type\":\"hello\",\"token\":\"" + account.token() + "\",\"after\":" + (resumes ? seq : null) + "}";
        }
        socket.sendText(hello, true).get(10, TimeUnit.SECONDS);
        var life = ThreadLocalRandom.current().nextLong(1_000, 5_000);
        var since = System.nanoTime();
        while (running && !listener.over.await(50, TimeUnit.MILLISECONDS)) {
            if (disturbed && System.nanoTime() - since > life * 1_000_000) {
                break;
            }
        }
        cuts++;
        socket.abort();
        if (listener.badToken) {
            account.signIn();
        }
        if (listener.reset) {
            take(Board.read(account, project));
        }
    }

    private synchronized void apply(JsonNode entry) {
        var at = entry.path("seq").asLong();
        if (at <= seq) {
            return;
        }
        seq = at;
        var data = entry.path("data");
        switch (entry.path("type").asString()) {
            case "task.created", "task.restored" -> {
                var task = data.path("task");
                titles.put(task.path("id").asString(), task.path("title").asString());
            }
            case "task.changed" -> {
                if (data.path("after").has("title")) {
                    titles.replace(data.path("taskId").asString(), data.path("after").path("title").asString());
                }
            }
            case "task.deleted" -> titles.remove(data.path("task").path("id").asString());
            default -> {
                // Nothing that a board of titles shows.
            }
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final CountDownLatch over = new CountDownLatch(1);
        private final StringBuilder text = new StringBuilder();
        private final long began;
        private long target = -1;
        private volatile boolean reset;
        private volatile boolean badToken;

        Listener(long began) {
            this.began = began;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                hear(House.JSON.readTree(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void hear(JsonNode message) {
            switch (message.path("type").asString()) {
                case "welcome" -> welcome(message.path("seq").asLong());
                case "entries" -> message.path("entries").forEach(LiveClient.this::apply);
                case "reset" -> {
                    reset = true;
                    over.countDown();
                }
                default -> {
                    // Presence and the like.
                }
            }
            synchronized (LiveClient.this) {
                if (target >= 0 && seq >= target) {
                    catchUps.add((System.nanoTime() - began) / 1e9);
                    target = -1;
                }
            }
        }

        private void welcome(long head) {
            target = head;
            if (!resumes) {
                synchronized (LiveClient.this) {
                    seq = Math.max(seq, head);
                }
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            badToken = code == 4401;
            over.countDown();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            over.countDown();
        }
    }
}
