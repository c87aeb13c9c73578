package app.atelier.platform.secrets;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HashiCorp Vault's transit engine over its HTTP API (developer.hashicorp.com/vault/api-docs/secret/transit; OpenBao
 * speaks the same). The token is read from its file at every use, because an agent renews it there.
 */
final class VaultKeyProvider implements KeyProvider {

    static final String NAME = "vault";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI url;
    private final Path tokenFile;
    private final String mount;
    private final String key;
    private final @Nullable String namespace;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();

    VaultKeyProvider(URI url, Path tokenFile, String mount, String key, @Nullable String namespace) {
        this.url = url;
        this.tokenFile = tokenFile;
        this.mount = mount;
        this.key = key;
        this.namespace = namespace;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte[] wrap(byte[] bytes, String context) {
        var sealed = ask("encrypt", Map.of("plaintext", base64(bytes), "associated_data", associated(context))).path("ciphertext").asString("");
        if (sealed.isEmpty()) {
            throw new Failed(who() + " answered without a ciphertext; is ATELIER_SECRETS_VAULT_URL the address of a Vault?");
        }
        return sealed.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] unwrap(byte[] wrapped, String context) {
        var ciphertext = new String(wrapped, StandardCharsets.US_ASCII);
        try {
            return Base64.getDecoder().decode(ask("decrypt", Map.of("ciphertext", ciphertext, "associated_data", associated(context)))
                    .path("plaintext").asString(""));
        } catch (IllegalArgumentException e) {
            throw new Failed(who() + " answered with no plaintext; is ATELIER_SECRETS_VAULT_URL the address of a Vault?");
        }
    }

    private JsonNode ask(String what, Map<String, String> body) {
        var request = HttpRequest.newBuilder(URI.create(String.valueOf(url).replaceAll("/+$", "") + "/v1/" + mount + "/" + what + "/" + key))
                .timeout(PATIENCE).header("Content-Type", "application/json").header("X-Vault-Token", token())
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        if (namespace != null) {
            request.header("X-Vault-Namespace", namespace);
        }
        var answer = send(request.build());
        if (answer.statusCode() / 100 != 2) {
            throw refused(answer);
        }
        return parsed(answer.body()).path("data");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failed(who() + " does not answer; check ATELIER_SECRETS_VAULT_URL and whether it runs.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("The start was interrupted while " + who() + " was asked.");
        }
    }

    private Failed refused(HttpResponse<String> answer) {
        var reasons = parsed(answer.body()).path("errors").valueStream().map(e -> e.asString("")).filter(e -> !e.isBlank()).toList();
        var said = reasons.isEmpty() ? "" : " (" + String.join("; ", reasons).strip() + ")";
        return new Failed(switch (answer.statusCode()) {
            case 403 -> who() + " refuses the token in " + tokenFile + said + "; it needs update on " + mount + "/encrypt/" + key + " and "
                    + mount + "/decrypt/" + key + ".";
            case 404 -> who() + " has no transit engine at " + mount + "; check ATELIER_SECRETS_VAULT_MOUNT.";
            case 503 -> who() + " is sealed or in standby; unseal it and start again.";
            default -> who() + " answered " + answer.statusCode() + said + "; check ATELIER_SECRETS_VAULT_KEY and the log of Vault.";
        });
    }

    private static JsonNode parsed(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    private String token() {
        try {
            return Files.readString(tokenFile).strip();
        } catch (IOException e) {
            throw new Failed("ATELIER_SECRETS_VAULT_TOKEN_FILE names " + tokenFile + ", which cannot be read; it must hold a Vault token.");
        }
    }

    private String who() {
        return "Vault at " + url;
    }

    private static String associated(String context) {
        return base64(context.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
