package app.atelier.files.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.engines.S3Engine;
import app.atelier.platform.blob.S3;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files in a house whose blobs are in S3. */
class FilesOnS3Test {

    private static House house;
    private static Client client;
    private static String task;

    @BeforeAll
    static void start() {
        var where = S3.bucket("files" + UUID.randomUUID());
        house = House.only("users,auth,projects,files,gateway", Map.of(
                "atelier.s3.endpoint", where.endpoint(), "atelier.s3.bucket", where.bucket(),
                "atelier.s3.access-key", S3Engine.ACCESS_KEY, "atelier.s3.secret-key", S3Engine.SECRET_KEY));
        client = house.register();
        task = task();
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static String task() {
        var project = client.post("/v1/projects", Map.of("name", "On S3")).is(201).json().get("id").asString();
        return client.post("/v1/projects/" + project + "/tasks", Map.of("title", "A task")).is(201).json().get("id").asString();
    }

    private static Client.Answer attach(String name, byte[] content) {
        return client.send("POST", "/v1/files?taskId=" + task + "&name=" + name, content, "Content-Type", "text/plain");
    }

    private JsonNode objects() {
        for (var part : house.stranger().get("/readyz").is(200).json().get("parts")) {
            if (part.get("name").asString().equals("objects")) {
                return part;
            }
        }
        throw new AssertionError("no part 'objects' in /readyz");
    }

    @Test
    void filesGoThereAndComeBackWholeOrInPart() {
        var content = "What is kept in a bucket. ".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var id = attach("kept.txt", content).is(201).json().get("id").asString();
        assertThat(client.get("/v1/files/" + id + "/content").is(200).bytes()).isEqualTo(content);
        assertThat(client.get("/v1/files/" + id + "/content", "Range", "bytes=26-29").is(206).text()).isEqualTo("What");
        client.delete("/v1/files/" + id).is(204);
        client.get("/v1/files/" + id + "/content").is(404);
    }

    @Test
    void withoutItUploadsAreSentAwayAndTheWorkGoesOn() {
        var id = attach("before.txt", "before".getBytes(java.nio.charset.StandardCharsets.UTF_8)).is(201).json().get("id").asString();
        assertThat(objects().get("state").asString()).isEqualTo("up");
        S3.ENGINE.kill();
        try {
            attach("away.txt", new byte[] {1, 2, 3}).problem(503, "unavailable");
            client.get("/v1/files/" + id + "/content").problem(503, "unavailable");
            client.patch("/v1/tasks/" + task, Map.of("title", "Still at work")).is(200);
            assertThat(client.get("/v1/files?taskId=" + task).is(200).json().toString()).contains("before.txt").doesNotContain("away.txt");
            app.atelier.Await.until("the loss is told", () -> objects().get("state").asString().equals("degraded"));
        } finally {
            S3.ENGINE.restart();
        }
        assertThat(client.get("/v1/files/" + id + "/content").is(200).text()).isEqualTo("before");
        attach("back.txt", new byte[] {1, 2, 3}).is(201);
        app.atelier.Await.until("it is back", () -> objects().get("state").asString().equals("up"));
    }
}
