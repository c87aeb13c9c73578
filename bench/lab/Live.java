package lab;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** How long a change takes from one browser's request to another browser's socket. */
public final class Live {

    private Live() {
    }

    /** @return milliseconds from sending the request to the entry's arrival on a second person's socket, sorted */
    public static double[] measure(House house, int changes) throws Exception {
        var arrived = new LinkedBlockingQueue<Map.Entry<String, Long>>();
        try (var http = HttpClient.newHttpClient(); var connection = new Connection(house.port)) {
            var socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://localhost:" + house.port + "/v1/realtime"), new Listener(arrived))
                    .get(5, TimeUnit.SECONDS);
            socket.sendText(House.JSON.writeValueAsString(Map.of("type", "hello", "token", house.token)), true).get();
            await(arrived, "\"welcome\"");
            var times = new double[changes];
            for (var i = 0; i < changes; i++) {
                var title = "Live " + i + " " + System.nanoTime();
                var began = System.nanoTime();
                House.call(connection, "PATCH", "/v1/tasks/" + House.task(1 + i % House.SMALL), house.token,
                        Map.of("title", title));
                times[i] = (await(arrived, title) - began) / 1e6;
            }
            socket.abort();
            Arrays.sort(times);
            return times;
        }
    }

    private static long await(LinkedBlockingQueue<Map.Entry<String, Long>> arrived, String text) throws Exception {
        while (true) {
            var message = arrived.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("nothing with '" + text + "' arrived on the socket within 10 seconds");
            }
            if (message.getKey().contains(text)) {
                return message.getValue();
            }
        }
    }

    private static final class Listener implements WebSocket.Listener {

        private final LinkedBlockingQueue<Map.Entry<String, Long>> arrived;
        private final StringBuilder text = new StringBuilder();

        Listener(LinkedBlockingQueue<Map.Entry<String, Long>> arrived) {
            this.arrived = arrived;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                arrived.add(Map.entry(text.toString(), System.nanoTime()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
