package app.atelier.platform.secrets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.SecretKey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What two key services have in common: named keys that never leave, and a protocol around them. */
abstract class FakeKeyServer implements AutoCloseable {

    static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();
    private final HttpServer server;
    /** What is answered instead of working; 0 works. */
    volatile int broken;

    FakeKeyServer(String... names) throws IOException {
        for (var name : names) {
            keys.put(name, Aes.key(Aes.newKey()));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            answer(exchange, body);
            exchange.close();
        });
        server.start();
    }

    abstract void answer(HttpExchange exchange, JsonNode body) throws IOException;

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    boolean has(String key) {
        return keys.containsKey(key);
    }

    byte[] encrypt(String key, String plaintext, String context) {
        return Aes.seal(keys.get(key), Base64.getDecoder().decode(plaintext), context);
    }

    /** @throws GeneralSecurityException when it is none of this key's */
    String decrypt(String key, byte[] sealed, String context) throws GeneralSecurityException {
        return base64(Aes.open(keys.get(key), sealed, 0, context));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static void send(HttpExchange exchange, int status, String type, Object body) throws IOException {
        var bytes = body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
