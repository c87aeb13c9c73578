package app.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import app.atelier.collaboration.realtime.LiveClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house as a gateway before four other processes, two of them of one service, on one database. */
class GatewayBeforeServicesTest {

    private static final String SECRET = "a secret among services, long enough";
    private static House people;
    private static House work;
    private static House moreWork;
    private static House talk;
    private static House gateway;

    @BeforeAll
    static void start() {
        var settings = new HashMap<>(Map.of("atelier.service.secret", SECRET, "atelier.limits.anonymous", "1000000"));
        people = House.only("users,auth", settings);
        settings.put("atelier.service.users.url", people.url());
        settings.put("atelier.service.auth.url", people.url());
        work = House.beside(people, "projects", settings);
        moreWork = House.beside(people, "projects", settings);
        settings.put("atelier.service.projects.url", work.url() + "," + moreWork.url());
        talk = House.beside(people, "collaboration,files", settings);
        settings.put("atelier.service.collaboration.url", talk.url());
        settings.put("atelier.service.files.url", talk.url());
        gateway = House.beside(people, "gateway", settings);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        talk.close();
        moreWork.close();
        work.close();
        people.close();
    }

    @Test
    void aPersonNoticesNothingOfTheSplit() throws Exception {
        var person = gateway.register();
        assertThat(person.get("/v1/users/me").is(200).json().get("id").asString()).isEqualTo(person.id().toString());
        var project = person.post("/v1/projects", Map.of("name", "Across")).is(201).json().get("id").asString();
        try (var live = LiveClient.open(gateway, person.token(), null)) {
            var task = person.post("/v1/projects/" + project + "/tasks", Map.of("title", "Seen live")).is(201).json().get("id").asString();
            live.entry("Seen live");
            person.post("/v1/comments", Map.of("taskId", task, "body", "Said across")).is(201);
            live.entry("Said across");

            var bytes = new byte[3 << 20];
            new Random(1).nextBytes(bytes);
            var file = person.send("POST", "/v1/files?taskId=" + task + "&name=big.bin", bytes, "Content-Type", "application/octet-stream")
                    .is(201).json().get("id").asString();
            var whole = person.get("/v1/files/" + file + "/content").is(200);
            assertThat(whole.bytes()).isEqualTo(bytes);
            assertThat(whole.header("ETag")).isNotNull();
            assertThat(whole.header("Content-Security-Policy")).startsWith("sandbox");
            var part = person.get("/v1/files/" + file + "/content", "Range", "bytes=1000000-1000099").is(206);
            assertThat(part.bytes()).isEqualTo(java.util.Arrays.copyOfRange(bytes, 1_000_000, 1_000_100));
            assertThat(part.header("Content-Range")).isEqualTo("bytes 1000000-1000099/" + bytes.length);
            person.send("POST", "/v1/projects", new byte[3 << 20]).problem(413, "too-large");
        }
        gateway.stranger().get("/v1/projects").problem(401, "unauthenticated");
        gateway.stranger().get("/v1/orders").problem(404, "not-found");
        assertThat(gateway.stranger().get("/readyz").is(200).json().get("status").asString()).isEqualTo("ok");
        oneOfTwoIsEnough(person);
    }

    private static void oneOfTwoIsEnough(Client person) {
        moreWork.close();
        IntStream.range(0, 10).forEach(i -> person.post("/v1/projects", Map.of("name", "Still " + i)).is(201));
        assertThat(person.get("/v1/projects?limit=100").is(200).json().get("items")).hasSize(11);
        Await.until("the gateway says so", () -> gateway.stranger().get("/readyz").is(200).json().get("status").asString().equals("degraded"));
    }
}
