package app.atelier.collaboration.realtime;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import app.atelier.Await;
import app.atelier.House;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser's live connection, as the JDK's client makes it. */
public final class LiveClient implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The connection ended without a close frame. */
    public static final int BROKEN = 1006;

    public final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    public final List<JsonNode> entries = new CopyOnWriteArrayList<>();
    public volatile int closedWith;
    private final AtomicBoolean reading = new AtomicBoolean(true);
    private final WebSocket socket;

    private LiveClient(House house, String origin) {
        var builder = HTTP.newWebSocketBuilder();
        if (origin != null) {
            builder.header("Origin", origin);
        }
        socket = builder.buildAsync(URI.create(house.url().replace("http", "ws") + "/v1/realtime"), new Listener()).join();
    }

    /** Connected, and nothing said yet. */
    public static LiveClient silent(House house, String origin) {
        return new LiveClient(house, origin);
    }

    /** Said hello and was welcomed. */
    public static LiveClient open(House house, String token, Long after) {
        var client = new LiveClient(house, null);
        client.hello(token, after);
        client.message("welcome");
        return client;
    }

    public void hello(String token, Long after) {
        var hello = new HashMap<String, Object>();
        hello.put("type", "hello");
        hello.put("token", token);
        hello.put("after", after);
        say(hello);
    }

    public void say(Object message) {
        socket.sendText(message instanceof String text ? text : JSON.writeValueAsString(message), true).join();
    }

    /** The first message of the type. */
    public JsonNode message(String type) {
        return Await.value("message " + type, () -> messages.stream().filter(m -> m.get("type").asString().equals(type)).findFirst().orElse(null));
    }

    /** The first entry whose JSON contains the text. */
    public JsonNode entry(String text) {
        return Await.value("entry with " + text, () -> entries.stream().filter(e -> e.toString().contains(text)).findFirst().orElse(null));
    }

    public List<Long> seqs() {
        return entries.stream().map(e -> e.get("seq").asLong()).toList();
    }

    public void awaitClosed(int code) {
        Await.until("close " + code + ", now " + closedWith, () -> closedWith == code);
    }

    /** Takes nothing from the network any more. */
    public void stopReading() {
        reading.set(false);
    }

    public void readOn() {
        reading.set(true);
        socket.request(Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                var message = JSON.readTree(text.toString());
                text.setLength(0);
                messages.add(message);
                if (message.has("entries")) {
                    message.get("entries").forEach(entries::add);
                }
            }
            if (reading.get()) {
                from.request(1);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closedWith = code;
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closedWith = BROKEN;
        }
    }
}
