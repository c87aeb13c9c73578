package app.atelier.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A signed-in connection to the server that runs on a data folder. Waits where the server asks it to (429, 503) and
 * signs in again when its token has run out.
 */
final class ServerClient {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int ATTEMPTS = 8;

    private final HttpClient http;
    private final URI base;
    private final String secret;
    private final @Nullable String organization;
    private String token = "";

    private ServerClient(URI base, String secret, @Nullable String organization) {
        this.http = OwnServer.client(base);
        this.base = base;
        this.secret = secret;
        this.organization = organization;
    }

    /** @throws CommandFailure when no server runs on the data folder or it refuses the sign-in */
    static ServerClient connect(Path data, @Nullable String organization) {
        var client = find(data, organization);
        client.signIn();
        return client;
    }

    /**
     * Has the server do what only its own machine may ask, and that belongs to no organization.
     *
     * @throws CommandFailure when no server runs on the data folder or it refuses
     */
    static JsonNode operate(Path data, String path) {
        var client = find(data, null);
        return ok(client.exchange(HttpRequest.newBuilder(client.base.resolve(path)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("secret", client.secret))))));
    }

    private static ServerClient find(Path data, @Nullable String organization) {
        var file = data.resolve("run").resolve("server.json");
        JsonNode running;
        try {
            running = JSON.readTree(Files.readString(file));
        } catch (IOException | JacksonException e) {
            throw new CommandFailure("No server runs on the data folder " + data.toAbsolutePath().normalize()
                    + ": start one with 'atelier serve', or name its folder with --data.");
        }
        return new ServerClient(URI.create(running.path("url").asString("")), running.path("secret").asString(""), organization);
    }

    /** The address of a page of the web client. */
    String page(String path) {
        return base.resolve(path).toString();
    }

    JsonNode get(String path) {
        return ok(send("GET", path, BodyPublishers.noBody(), null));
    }

    void delete(String path) {
        ok(send("DELETE", path, BodyPublishers.noBody(), null));
    }

    JsonNode post(String path, Object body) {
        return post(path, BodyPublishers.ofString(JSON.writeValueAsString(body)), "application/json");
    }

    JsonNode post(String path, BodyPublisher body, String contentType) {
        return ok(send("POST", path, body, contentType));
    }

    private void signIn() {
        var body = new LinkedHashMap<String, Object>(Map.of("secret", secret));
        if (organization != null) {
            body.put("organization", organization);
        }
        var answer = exchange(HttpRequest.newBuilder(base.resolve("/v1/auth/local"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
        token = ok(answer).path("accessToken").asString("");
    }

    private HttpResponse<String> send(String method, String path, BodyPublisher body, @Nullable String contentType) {
        // One key for all attempts: a request that did arrive is not done twice.
        var idempotencyKey = UUID.randomUUID().toString();
        for (var attempt = 1; ; attempt++) {
            var request = HttpRequest.newBuilder(base.resolve(path)).method(method, body)
                    .header("Authorization", "Bearer " + token);
            if (contentType != null) {
                request.header("Content-Type", contentType).header("Idempotency-Key", idempotencyKey);
            }
            var answer = exchange(request);
            if (attempt == ATTEMPTS || !worthAnotherTry(answer)) {
                return answer;
            }
        }
    }

    private boolean worthAnotherTry(HttpResponse<String> answer) {
        switch (answer.statusCode()) {
            case 401 -> signIn();
            case 429, 503 -> pause(Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailure("The server at " + base + " does not answer: is it still running?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.");
        }
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        var body = parsed(answer.body());
        if (answer.statusCode() / 100 == 2) {
            return body;
        }
        var message = new StringBuilder(body.path("detail").asString(
                body.path("title").asString("The server answered " + answer.statusCode() + ".")));
        for (var error : body.path("errors")) {
            message.append("\n  ").append(error.path("field").asString("")).append(": ")
                    .append(error.path("message").asString(""));
        }
        throw new CommandFailure(message.toString());
    }

    private static JsonNode parsed(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("Interrupted.");
        }
    }
}
