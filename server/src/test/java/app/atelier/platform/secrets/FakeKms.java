package app.atelier.platform.secrets;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import tools.jackson.databind.JsonNode;

/** AWS KMS as far as it is spoken to: the JSON protocol 1.1 with the target TrentService (docs.aws.amazon.com/kms/latest/APIReference). */
final class FakeKms extends FakeKeyServer {

    private static final String JSON_1_1 = "application/x-amz-json-1.1";

    FakeKms(String... keys) throws IOException {
        super(keys);
    }

    @Override
    void answer(HttpExchange exchange, JsonNode body) throws IOException {
        var key = body.path("KeyId").asString("");
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (broken != 0) {
            refuse(exchange, broken, "AccessDeniedException", "no identity-based policy allows it");
        } else if (authorization == null || !authorization.startsWith("AWS4-HMAC-SHA256 Credential=")) {
            refuse(exchange, 400, "MissingAuthenticationTokenException", "not signed");
        } else if (!has(key)) {
            refuse(exchange, 400, "NotFoundException", "Key '" + key + "' does not exist");
        } else if (exchange.getRequestHeaders().getFirst("X-Amz-Target").equals("TrentService.Encrypt")) {
            send(exchange, 200, JSON_1_1, Map.of("CiphertextBlob", base64(blob(key, encrypt(key, body.get("Plaintext").asString(), context(body)))),
                    "KeyId", key, "EncryptionAlgorithm", "SYMMETRIC_DEFAULT"));
        } else {
            decrypt(exchange, key, body);
        }
    }

    /** A real ciphertext names its key. */
    private static byte[] blob(String key, byte[] sealed) {
        var name = key.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + name.length + sealed.length).put((byte) name.length).put(name).put(sealed).array();
    }

    private void decrypt(HttpExchange exchange, String key, JsonNode body) throws IOException {
        var blob = ByteBuffer.wrap(Base64.getDecoder().decode(body.get("CiphertextBlob").asString()));
        var name = new byte[blob.get()];
        blob.get(name);
        var sealed = new byte[blob.remaining()];
        blob.get(sealed);
        if (!new String(name, StandardCharsets.UTF_8).equals(key)) {
            refuse(exchange, 400, "IncorrectKeyException", "another key encrypted this");
            return;
        }
        try {
            send(exchange, 200, JSON_1_1, Map.of("Plaintext", decrypt(key, sealed, context(body)), "KeyId", key, "EncryptionAlgorithm", "SYMMETRIC_DEFAULT"));
        } catch (GeneralSecurityException e) {
            refuse(exchange, 400, "InvalidCiphertextException", "");
        }
    }

    private static String context(JsonNode body) {
        return body.path("EncryptionContext").toString();
    }

    private static void refuse(HttpExchange exchange, int status, String type, String message) throws IOException {
        exchange.getResponseHeaders().set("x-amzn-ErrorType", type);
        send(exchange, status, JSON_1_1, Map.of("__type", type, "message", message));
    }
}
