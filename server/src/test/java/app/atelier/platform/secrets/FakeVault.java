package app.atelier.platform.secrets;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import tools.jackson.databind.JsonNode;

/** Vault's transit engine as far as it is spoken to (developer.hashicorp.com/vault/api-docs/secret/transit). */
final class FakeVault extends FakeKeyServer {

    static final String TOKEN = "s.token-of-the-test";

    FakeVault(String... keys) throws IOException {
        super(keys);
    }

    @Override
    void answer(HttpExchange exchange, JsonNode body) throws IOException {
        var path = exchange.getRequestURI().getPath().split("/");
        if (broken != 0) {
            refuse(exchange, broken, "Vault is sealed");
        } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
            refuse(exchange, 403, "permission denied");
        } else if (path.length != 5 || !path[2].equals("transit")) {
            refuse(exchange, 404, "no handler for route");
        } else if (!has(path[4])) {
            refuse(exchange, 400, "encryption key not found");
        } else {
            work(exchange, path[3], path[4], body);
        }
    }

    private void work(HttpExchange exchange, String what, String key, JsonNode body) throws IOException {
        var context = body.path("associated_data").asString("");
        if (what.equals("encrypt")) {
            done(exchange, Map.of("ciphertext", "vault:v1:" + base64(encrypt(key, body.get("plaintext").asString(), context)), "key_version", 1));
            return;
        }
        try {
            var sealed = Base64.getDecoder().decode(body.get("ciphertext").asString().substring("vault:v1:".length()));
            done(exchange, Map.of("plaintext", decrypt(key, sealed, context)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            refuse(exchange, 400, "cipher: message authentication failed");
        }
    }

    private static void done(HttpExchange exchange, Map<String, ?> data) throws IOException {
        send(exchange, 200, "application/json", Map.of("data", data));
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        send(exchange, status, "application/json", Map.of("errors", List.of(why)));
    }
}
