package app.atelier.users.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ExportApiTest {

    private final House house = House.all();

    private static String path(Client owner) {
        return "/v1/organizations/" + owner.organization() + "/export";
    }

    private static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private JsonNode ended(Client owner, String id) {
        return Await.value("the end of the export", () -> {
            var run = owner.get(path(owner) + "/" + id).is(200).json();
            return run.get("state").asString().equals("running") ? null : run;
        });
    }

    private String link(Client owner, String id) {
        var link = owner.post(path(owner) + "/" + id + "/link", Map.of()).is(200).json().get("link").asString();
        return link.substring(link.indexOf("/v1/"));
    }

    @Test
    void everythingOfTheOrganizationAndNothingOfAnotherIsTakenAlong() throws IOException {
        var owner = house.register();
        var other = house.register();
        other.post("/v1/projects", Map.of("name", "Somebody else's")).is(201);
        var project = owner.post("/v1/projects", Map.of("name", "Our project")).is(201).json().get("id").asString();
        var task = owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "Our task")).is(201).json().get("id").asString();
        for (var i = 0; i < 520; i++) {
            owner.post("/v1/comments", Map.of("taskId", task, "body", "Comment " + i)).is(201);
        }
        var content = new byte[(1 << 20) + 17];
        java.util.Arrays.fill(content, (byte) 7);
        owner.send("POST", "/v1/files?taskId=" + task + "&name=plan.bin", content, "Content-Type", "application/octet-stream").is(201);
        owner.post("/v1/organizations/" + owner.organization() + "/invitation-links", Map.of("role", "guest")).is(201);

        var run = owner.post(path(owner), Map.of()).is(202).json();
        var ended = ended(owner, run.get("id").asString());
        assertThat(ended.get("state").asString()).as(ended.toString()).isEqualTo("done");
        assertThat(Instant.parse(ended.get("expiresAt").asString())).isAfter(Instant.now());
        assertThat(ended.get("done").asLong()).isEqualTo(ended.get("total").asLong()).isPositive();

        var answer = house.stranger().get(link(owner, run.get("id").asString())).is(200);
        assertThat(answer.header("Content-Disposition")).startsWith("attachment");
        assertThat((long) answer.bytes().length).isEqualTo(ended.get("size").asLong());
        var files = unpacked(answer.bytes());
        assertThat(files).containsKeys("manifest.json", "people.jsonl", "projects/project.jsonl", "projects/task.jsonl", "collaboration/comment.jsonl",
                "users/membership.jsonl", "users/audit_entry.jsonl");
        assertThat(text(files.get("projects/project.jsonl"))).contains("Our project");
        assertThat(text(files.get("projects/task.jsonl"))).contains("Our task");
        assertThat(text(files.get("collaboration/comment.jsonl")).lines()).hasSize(520).doesNotHaveDuplicates();
        assertThat(text(files.get("people.jsonl"))).contains(owner.profile().get("email").asString());
        var kept = files.entrySet().stream().filter(f -> f.getKey().startsWith("files/content/")).findFirst().orElseThrow();
        assertThat(kept.getKey()).endsWith("-plan.bin");
        assertThat(kept.getValue()).isEqualTo(content);
        assertThat(files.values().stream().map(ExportApiTest::text)).noneMatch(t -> t.contains("Somebody else's")
                || t.contains(other.organization().toString()));
        // security.md 36: what is hashed or sealed stays where it is.
        assertThat(files.values().stream().map(ExportApiTest::text)).noneMatch(t -> t.contains("_hash\"") || t.contains("data_key"));
        Await.until("the log tells of both", () -> {
            var log = owner.get("/v1/organizations/" + owner.organization() + "/audit?action=organization").is(200).text();
            return log.contains("organization.exported") && log.contains("organization.export_taken");
        });
    }

    @Test
    void onlyThoseWhoManageTheOrganizationAndTheLinkEnds() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        member.post(path(owner), Map.of()).problem(403, "forbidden");
        member.get(path(owner)).problem(403, "forbidden");
        house.register().get(path(owner)).problem(404, "not-found");
        var id = owner.post(path(owner), Map.of()).is(202).json().get("id").asString();
        assertThat(ended(owner, id).get("state").asString()).isEqualTo("done");
        house.register().get(path(owner) + "/" + id).problem(404, "not-found");

        var link = link(owner, id);
        house.stranger().get(link).is(200);
        house.stranger().get(link + "x").problem(404, "not-found");
        var links = house.bean(ExportLinks.class);
        var made = links.to(owner.organization(), UUID.fromString(id));
        assertThat(links.open(made.token(), Instant.now()).export()).isEqualTo(UUID.fromString(id));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> links.open(made.token(), Instant.now().plus(Duration.ofMinutes(16))))
                .hasMessageContaining("expired");
    }

    @Test
    void oneAtATimeAndOneThatWasCancelledOrDiedHasNoFile() throws IOException {
        var owner = house.register();
        var db = house.bean(Db.class);
        var running = UUID.randomUUID();
        db.in(owner.organization(), tx -> tx.sql().execute("insert into users.export (organization_id, id, state, created_by, created_at, beat_at)"
                + " values (?, ?, 'running', ?, now(), now())", owner.organization(), running, owner.id()));
        owner.post(path(owner), Map.of()).problem(409, "conflict");
        owner.post(path(owner) + "/" + running + "/link", Map.of()).problem(409, "conflict");
        assertThat(owner.delete(path(owner) + "/" + running).is(200).json().get("state").asString()).isEqualTo("cancelled");

        var dead = UUID.randomUUID();
        db.in(owner.organization(), tx -> tx.sql().execute("insert into users.export (organization_id, id, state, created_by, created_at, beat_at)"
                + " values (?, ?, 'running', ?, now(), now() - interval '3 minutes')", owner.organization(), dead, owner.id()));
        var failed = owner.get(path(owner) + "/" + dead).is(200).json();
        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.get("problem").asString()).contains("Start it again");

        var id = owner.post(path(owner), Map.of()).is(202).json().get("id").asString();
        ended(owner, id);
        var link = link(owner, id);
        assertThat(house.bean(Exports.class).sweep(Instant.now().plus(Export.KEPT).plusSeconds(60))).isPositive();
        house.stranger().get(link).problem(503, "unavailable");
    }
}
