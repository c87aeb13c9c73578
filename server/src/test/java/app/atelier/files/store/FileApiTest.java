package app.atelier.files.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.DataFolder;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.security.Role;
import app.atelier.platform.web.Problem;
import org.junit.jupiter.api.Test;

class FileApiTest {

    private final House house = House.all();

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static String task(Client owner) {
        var project = owner.post("/v1/projects", Map.of("name", "Files")).is(201).json().get("id").asString();
        return owner.post("/v1/projects/" + project + "/tasks", Map.of("title", "Attach")).is(201).json().get("id").asString();
    }

    private static Client.Answer attach(Client who, String task, String name, byte[] content, String more, String type) {
        return who.post("/v1/files?taskId=" + task + "&name=" + java.net.URLEncoder.encode(name, StandardCharsets.UTF_8) + more,
                content, "Content-Type", type);
    }

    private static String id(Client.Answer answer) {
        return answer.is(201).json().get("id").asString();
    }

    private List<String> blobs(UUID organization) throws IOException {
        var keys = new java.util.ArrayList<String>();
        house.bean(BlobStore.class).list(b -> keys.add(b.key()));
        return keys.stream().filter(k -> k.startsWith(organization.toString())).toList();
    }

    @Test
    void aFileComesBackByteForByteAndLiesEncrypted() throws Exception {
        var owner = house.register();
        var task = task(owner);
        for (var length : new int[] {0, 1, 5_000_000}) {
            var content = bytes(length);
            var answer = attach(owner, task, "../plän.bin", content, "", "application/x-thing");
            var id = id(answer);
            assertThat(answer.json().get("name").asString()).isEqualTo("plän.bin");
            assertThat(answer.json().get("size").asLong()).isEqualTo(length);
            assertThat(answer.json().get("sha256").asString())
                    .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)));

            var down = owner.get("/v1/files/" + id + "/content").is(200);
            assertThat(down.bytes()).isEqualTo(content);
            assertThat(down.header("Content-Disposition")).isEqualTo("attachment; filename=\"plan.bin\"; filename*=UTF-8''pl%C3%A4n.bin");
            assertThat(down.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(down.header("Content-Security-Policy")).contains("sandbox");
            assertThat(down.header("Content-Length")).isEqualTo(String.valueOf(length));
        }
        assertThat(owner.get("/v1/files?taskId=" + task).is(200).json().get("items")).hasSize(3);
        var page = owner.get("/v1/files?limit=2&taskId=" + task).is(200).json();
        assertThat(owner.get("/v1/files?limit=2&taskId=" + task + "&cursor=" + page.get("next").asString()).is(200).json().get("items")).hasSize(1);

        var text = "plainly readable ".repeat(1000).getBytes(StandardCharsets.UTF_8);
        id(attach(owner, task, "notes.txt", text, "", "text/plain"));
        for (var blob : blobs(owner.organization())) {
            var lying = Files.readString(house.bean(DataFolder.class).resolve("files").resolve(blob), StandardCharsets.ISO_8859_1);
            assertThat(lying).doesNotContain("plainly readable");
        }
    }

    @Test
    void partsAreGivenAlone() {
        var owner = house.register();
        var content = bytes(200_000);
        var path = "/v1/files/" + id(attach(owner, task(owner), "a", content, "", "application/octet-stream")) + "/content";

        var middle = owner.get(path, "Range", "bytes=65530-65549").is(206);
        assertThat(middle.bytes()).isEqualTo(Arrays.copyOfRange(content, 65_530, 65_550));
        assertThat(middle.header("Content-Range")).isEqualTo("bytes 65530-65549/200000");
        assertThat(owner.get(path, "Range", "bytes=-5").is(206).bytes()).isEqualTo(Arrays.copyOfRange(content, 199_995, 200_000));
        assertThat(owner.get(path, "Range", "bytes=199999-").is(206).bytes()).hasSize(1);
        assertThat(owner.get(path, "Range", "bytes=200000-").is(416).header("Content-Range")).isEqualTo("bytes */200000");
        for (var all : new String[] {"bytes=0-1,5-6", "lines=1-2", "bytes=9-3", "bytes=-"}) {
            assertThat(owner.get(path, "Range", all).is(200).bytes()).hasSize(200_000);
        }
    }

    @Test
    void aLinkOpensOneFileForAWhile() {
        var owner = house.register();
        var content = bytes(1_000);
        var id = id(attach(owner, task(owner), "a.bin", content, "", "application/octet-stream"));
        var url = owner.post("/v1/files/" + id + "/link", "").is(200).json().get("url").asString();
        var path = url.substring(house.url().length());

        assertThat(house.stranger().get(path).is(200).bytes()).isEqualTo(content);
        house.stranger().get(path.substring(0, path.length() - 4) + "AAAA").problem(404, "not-found");
        house.stranger().get("/v1/files/links/nonsense").problem(404, "not-found");
        house.stranger().get("/v1/files/" + id + "/content").problem(401, "unauthenticated");
        var links = house.bean(Links.class);
        var token = links.to(owner.organization(), UUID.fromString(id)).token();
        assertThat(links.open(token, Instant.now().plus(Duration.ofSeconds(290))).file().name()).isEqualTo("a.bin");
        assertThatThrownBy(() -> links.open(token, Instant.now().plus(Duration.ofSeconds(301)))).isInstanceOf(Problem.NotFound.class);

        owner.delete("/v1/files/" + id).is(204);
        house.stranger().get(path).problem(404, "not-found");
    }

    @Test
    void repeatingBringsItOnce() throws IOException {
        var owner = house.register();
        var task = task(owner);
        var more = "&id=" + Ids.next();
        attach(owner, task, "a", bytes(10), more, "text/plain").is(201);
        attach(owner, task, "a", bytes(10), more, "text/plain").is(200);
        attach(owner, task, "a", bytes(11), more, "text/plain").problem(409, "conflict");
        assertThat(blobs(owner.organization())).hasSize(1);
    }

    @Test
    void whatOneMayNotSeeIsNotThere() throws IOException {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var guest = house.member(owner, Role.GUEST);
        var task = task(owner);
        var id = id(attach(owner, task, "a", bytes(10), "", "text/plain"));
        for (var other : List.of(guest, house.register())) {
            attach(other, task, "b", bytes(10), "", "text/plain").problem(404, "not-found");
            other.get("/v1/files?taskId=" + task).problem(404, "not-found");
            other.get("/v1/files/" + id).problem(404, "not-found");
            other.get("/v1/files/" + id + "/content").problem(404, "not-found");
            other.post("/v1/files/" + id + "/link", "").problem(404, "not-found");
            other.delete("/v1/files/" + id).problem(404, "not-found");
        }
        member.get("/v1/files/" + id + "/content").is(200);
        member.delete("/v1/files/" + id).problem(403, "forbidden");
        owner.delete("/v1/files/" + id).is(204);
        assertThat(blobs(owner.organization())).isEmpty();
    }

    @Test
    void whatIsWrongIsSaid() {
        var owner = house.register();
        var task = task(owner);
        attach(owner, task, " ", bytes(1), "", "text/plain").problem(422, "validation-failed");
        attach(owner, task, "a", bytes(1), "", "multipart/form-data; boundary=x").problem(415, "unsupported-media-type");
        owner.post("/v1/files?name=a", bytes(1)).problem(400, "invalid-request");
    }

    @Test
    void aQuotaHolds() {
        var small = House.only("users,auth,projects,files,gateway", Map.of("atelier.files.quota", "1000B"));
        try {
            var owner = small.register();
            var task = task(owner);
            var first = id(attach(owner, task, "a", bytes(700), "", "text/plain"));
            attach(owner, task, "b", bytes(301), "", "text/plain").problem(409, "quota-exceeded");
            id(attach(owner, task, "b", bytes(300), "", "text/plain"));
            owner.delete("/v1/files/" + first).is(204);
            id(attach(owner, task, "c", bytes(700), "", "text/plain"));
        } finally {
            small.close();
        }
    }

    @Test
    void whatNoFileKnowsIsSwept() throws IOException {
        var owner = house.register();
        var task = task(owner);
        id(attach(owner, task, "a", bytes(10), "", "text/plain"));
        try (var upload = house.bean(BlobStore.class).begin(owner.organization() + "/" + Ids.next())) {
            upload.stream().write(bytes(10));
            upload.commit();
        }
        assertThat(blobs(owner.organization())).hasSize(2);
        house.bean(Orphans.class).sweep(Instant.now().minus(Duration.ofHours(1)));
        assertThat(blobs(owner.organization())).hasSize(2);
        house.bean(Orphans.class).sweep(Instant.now().plusSeconds(5));
        assertThat(blobs(owner.organization())).hasSize(1);
    }
}
