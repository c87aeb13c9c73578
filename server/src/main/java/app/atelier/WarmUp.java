package app.atelier;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.concurrent.Callable;

import app.atelier.cli.OwnServer;
import app.atelier.platform.watch.ManagementServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code atelier warm-up}: a start on a scratch folder, a handful of requests, an end. The launcher runs it once per
 * build under {@code -XX:AOTCacheOutput}, so that the JVM remembers for the next start what this one loaded (JEP 483,
 * 514).
 */
@Command(name = "warm-up", hidden = true, mixinStandardHelpOptions = true,
        description = "Starts on a scratch folder, makes a few requests and stops: training for the JVM's ahead-of-time cache.")
final class WarmUp implements Callable<Integer> {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int ROUNDS = 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var data = Files.createTempDirectory("atelier-warm-up-");
        try (var running = Launch.start(new Launch.Options(0, data, "all", true, Map.of("atelier.management.port", "0"), Map.of()));
                var http = OwnServer.client(URI.create(running.url()))) {
            visit(http, URI.create(running.url()));
            // Containers are watched from their first second.
            var management = running.context().getBean(ManagementServer.class).port();
            send(http, URI.create("http://localhost:" + management), "GET", "/metrics", "", null);
            return 0;
        } finally {
            delete(data);
        }
    }

    /** What most first minutes hold: the client, a sign-up, a project, its board, a task that moves. */
    private static void visit(HttpClient http, URI base) throws IOException, InterruptedException {
        var password = "warm hands, cold start";
        var email = "warm-up@example.test";
        send(http, base, "GET", "/", "", null);
        send(http, base, "GET", "/v1/openapi.json", "", null);
        send(http, base, "POST", "/v1/users/register", "", Map.of("email", email, "password", password, "firstName",
                "Warm", "lastName", "Up", "organizationName", "Warm-up"));
        var token = send(http, base, "POST", "/v1/auth/login", "", Map.of("email", email, "password", password))
                .path("accessToken").asString("");
        send(http, base, "GET", "/v1/users/me", token, null);
        var project = send(http, base, "POST", "/v1/projects", token, Map.of("name", "Warm-up")).path("id").asString("");
        for (var i = 0; i < ROUNDS; i++) {
            var task = send(http, base, "POST", "/v1/projects/" + project + "/tasks", token, Map.of("title", "Task " + i))
                    .path("id").asString("");
            send(http, base, "PATCH", "/v1/tasks/" + task, token, Map.of("priority", "high"));
            send(http, base, "GET", "/v1/projects/" + project + "/board", token, null);
        }
        send(http, base, "GET", "/v1/projects", token, null);
        send(http, base, "GET", "/v1/activity", token, null);
        send(http, base, "GET", "/v1/notifications/count", token, null);
        send(http, base, "GET", "/v1/catalog/products", token, null);
        send(http, base, "GET", "/v1/orders", token, null);
    }

    /** The answer's status does not matter: a refused request warms as well as another. */
    private static JsonNode send(HttpClient http, URI base, String method, String path, String token,
            @Nullable Object body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/html");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        var json = answer.headers().firstValue("Content-Type").orElse("").contains("json");
        return json ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                    throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
