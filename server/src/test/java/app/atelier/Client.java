package app.atelier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP to a {@link House} as one person, or as nobody. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String url;
    private final String token;
    private final JsonNode profile;

    /** @param token and {@code profile} null for nobody in particular */
    public Client(String url, String token, JsonNode profile) {
        this.url = url;
        this.token = token;
        this.profile = profile;
    }

    public UUID id() {
        return UUID.fromString(profile.get("id").asString());
    }

    public UUID organization() {
        return UUID.fromString(profile.get("organizationId").asString());
    }

    public String slug() {
        return profile.get("organizationSlug").asString();
    }

    public JsonNode profile() {
        return profile;
    }

    public String token() {
        return token;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** Sends an object as JSON; a {@link String} goes as it is. */
    public Answer post(String path, Object body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer put(String path, Object body, String... headers) {
        return send("PUT", path, body, headers);
    }

    public Answer patch(String path, Object body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    /** @param body null, bytes, a text that goes as it is, or an object that goes as JSON; {@code headers} name, value, … */
    public Answer send(String method, String path, Object body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).method(method, publisher(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(method + " " + path, HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpRequest.BodyPublisher publisher(Object body) {
        return switch (body) {
            case null -> HttpRequest.BodyPublishers.noBody();
            case byte[] bytes -> HttpRequest.BodyPublishers.ofByteArray(bytes);
            case String text -> HttpRequest.BodyPublishers.ofString(text);
            default -> HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
        };
    }

    /** What the server answered. */
    public record Answer(String request, HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        public byte[] bytes() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** Fails with the whole answer when the status is another. */
        public Answer is(int expected) {
            if (status() != expected) {
                throw new AssertionError(request + " answered " + status() + " instead of " + expected + ": " + text());
            }
            return this;
        }

        /** Fails unless this is a problem of the kind, and returns its fields at fault: name to message. */
        public Map<String, String> problem(int status, String slug) {
            is(status);
            var body = json();
            if (!body.get("type").asString().equals("https://atelier.app/problems/" + slug)) {
                throw new AssertionError(request + " is another problem than " + slug + ": " + text());
            }
            var fields = new java.util.TreeMap<String, String>();
            if (body.has("errors")) {
                body.get("errors").forEach(e -> fields.put(e.get("field").asString(), e.get("message").asString()));
            }
            return fields;
        }
    }
}
