package app.atelier.gateway.routing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import app.atelier.gateway.RouteTable.Remote;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One OpenAPI document of all services, wherever they run. A service's part is good for a minute, and longer while
 * the service is away; one that was never seen is named under {@code x-missing-services}.
 */
final class ApiDocument implements HttpRequestHandler {

    static final String PATH = "/v1/openapi.json";
    private static final Logger log = LoggerFactory.getLogger(ApiDocument.class);
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    /** A process that was never asked takes a second or two to describe itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Part(JsonNode document, long readAt) {

        boolean isGood() {
            return System.nanoTime() - readAt < GOOD_FOR.toNanos();
        }
    }

    private final OpenApiWebMvcResource local;
    private final List<Remote> remotes;
    private final HttpClient client;
    private final JsonMapper json;
    private final Map<String, Part> parts = new ConcurrentHashMap<>();

    ApiDocument(OpenApiWebMvcResource local, List<Remote> remotes, HttpClient client, JsonMapper json) {
        this.local = local;
        this.remotes = remotes;
        this.client = client;
        this.json = json;
    }

    @Override
    public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var whole = (ObjectNode) json.readTree(local.openapiJson(request, PATH, request.getLocale()));
        var asked = remotes.stream().map(this::part).toList();
        var missing = new ArrayList<String>();
        for (var i = 0; i < remotes.size(); i++) {
            var part = asked.get(i).join();
            if (part == null) {
                missing.add(remotes.get(i).service());
            } else {
                merge(part, remotes.get(i).paths(), whole);
            }
        }
        if (!missing.isEmpty()) {
            whole.set("x-missing-services", json.valueToTree(missing));
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        json.writeValue(response.getOutputStream(), whole);
    }

    private CompletableFuture<@Nullable JsonNode> part(Remote remote) {
        var known = parts.get(remote.service());
        if (known != null && known.isGood()) {
            return CompletableFuture.completedFuture(known.document());
        }
        var reading = CompletableFuture.<@Nullable JsonNode>completedFuture(null);
        for (var instance : remote.instances()) {
            reading = reading.thenCompose(found -> found != null ? CompletableFuture.completedFuture(found) : read(remote, instance));
        }
        return reading.thenApply(found -> found != null || known == null ? found : known.document());
    }

    private CompletableFuture<@Nullable JsonNode> read(Remote remote, URI instance) {
        return client.sendAsync(HttpRequest.newBuilder(URI.create(instance + PATH)).timeout(PATIENCE).build(), BodyHandlers.ofByteArray())
                .<@Nullable JsonNode>thenApply(answer -> {
                    if (answer.statusCode() != 200) {
                        throw new JacksonException("status " + answer.statusCode()) {
                        };
                    }
                    var document = json.readTree(answer.body());
                    parts.put(remote.service(), new Part(document, System.nanoTime()));
                    return document;
                }).exceptionally(failure -> {
                    log.info("{} at {} does not describe itself: {}", remote.service(), instance, String.valueOf(failure));
                    return null;
                });
    }

    /** What is there already stays: the same schema in two services is the platform's. */
    private static void merge(JsonNode part, List<String> routes, ObjectNode whole) {
        var paths = whole.withObject("/paths");
        part.path("paths").forEachEntry((path, operations) -> {
            if (routes.stream().anyMatch(route -> path.equals(route) || path.startsWith(route + "/"))) {
                paths.set(path, operations);
            }
        });
        part.path("components").forEachEntry((kind, members) -> {
            var known = whole.withObject("/components").withObject("/" + kind);
            members.forEachEntry(known::putIfAbsent);
        });
        var tags = whole.withArray("/tags");
        for (var tag : part.path("tags")) {
            if (tags.valueStream().noneMatch(t -> t.path("name").equals(tag.path("name")))) {
                tags.add(tag);
            }
        }
    }
}
