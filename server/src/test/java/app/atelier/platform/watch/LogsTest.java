package app.atelier.platform.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import app.atelier.Await;
import app.atelier.Client;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log of a server in a process of its own, at a level that tells more than people switch on. */
class LogsTest {

    private static final String PASSWORD = "correct horse battery 4711";
    private static final String WRONG = "wrong horse battery 4712";
    private static final String CONTENT = "what a customer confided 4713";

    @Test
    void linesSayWhoAndWhichRequestAndNeverASecret(@TempDir Path data) throws IOException, InterruptedException {
        var secrets = new ArrayList<>(List.of(PASSWORD, WRONG, CONTENT));
        var server = serve(data);
        try {
            var owner = visit(new Client(url(data, server), null, null), secrets);
            var lines = Await.until(() -> lines(data), all -> all.stream().anyMatch(l -> said(l).startsWith("POST /v1/files 201")));
            var upload = lines.stream().filter(l -> said(l).startsWith("POST /v1/files 201")).findFirst().orElseThrow();
            assertThat(upload.get("organization").asString()).isEqualTo(owner.get("organizationId").asString());
            assertThat(upload.get("person").asString()).isEqualTo(owner.get("id").asString());
            assertThat(upload.get("requestId").asString()).isEqualTo("upload-1");
            assertThat(upload.get("traceId").asString()).matches("[0-9a-f]{32}");
            assertThat(upload.get("level").asString()).isEqualTo("DEBUG");
        } finally {
            server.destroy();
            server.waitFor(30, TimeUnit.SECONDS);
        }
        secrets.addAll(kept(data));
        var log = Files.readString(data.resolve("log").resolve("atelier.log"));
        assertThat(log.lines().count()).isGreaterThan(20);
        for (var secret : secrets) {
            assertThat(log).as("the log and a secret of " + secret.length() + " characters").doesNotContain(secret);
        }
    }

    private static JsonNode visit(Client stranger, List<String> secrets) {
        var email = "log@example.org";
        var profile = stranger.post("/v1/users/register", Map.of("email", email, "password", PASSWORD, "firstName", "L", "lastName", "G",
                "organizationName", "Logged")).is(201).json();
        stranger.post("/v1/auth/login", Map.of("email", email, "password", WRONG)).is(401);
        var login = stranger.post("/v1/auth/login", Map.of("email", email, "password", PASSWORD)).is(200);
        var token = login.json().get("accessToken").asString();
        var cookie = login.header("Set-Cookie").split(";")[0];
        secrets.add(token);
        secrets.add(cookie.substring(cookie.indexOf('=') + 1));
        stranger.post("/v1/auth/refresh", "", "Cookie", cookie).is(200);
        stranger.get("/v1/projects", "Authorization", "Bearer " + token + "broken").is(401);

        var bearer = new String[] {"Authorization", "Bearer " + token};
        var product = stranger.post("/v1/catalog/products", Map.of("kind", "goods", "name", "Lamp", "onHand", 5, "state", "published",
                "price", Map.of("amount", 1_250, "currency", "EUR")), bearer).is(201).json().get("id").asString();
        var placed = stranger.post("/v1/orders/checkout", Map.of("id", UUID.randomUUID(), "shop", profile.get("organizationSlug").asString(),
                "items", List.of(Map.of("productId", product, "quantity", 1)),
                "customer", Map.of("name", "Ada", "email", "ada@example.org"), "payment", "test")).is(201).json();
        secrets.add(placed.get("secret").asString());
        stranger.post("/v1/orders/test-payments/" + placed.get("payment").get("id").asString(),
                Map.of("secret", placed.get("secret").asString(), "outcome", "succeed")).is(200);

        var project = stranger.post("/v1/projects", Map.of("name", "P"), bearer).is(201).json().get("id").asString();
        var task = stranger.post("/v1/projects/" + project + "/tasks", Map.of("title", "T"), bearer).is(201).json().get("id").asString();
        stranger.post("/v1/files?taskId=" + task + "&name=a.txt", CONTENT.getBytes(StandardCharsets.UTF_8),
                "Authorization", "Bearer " + token, "Content-Type", "text/plain", "X-Request-Id", "upload-1").is(201);
        return profile;
    }

    /** What the installation itself keeps secret. */
    private static List<String> kept(Path data) throws IOException {
        var passwords = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("secrets").resolve("database"))) {
            passwords.load(in);
        }
        return passwords.values().stream().map(String::valueOf).toList();
    }

    private static Process serve(Path data) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Without the tests' own logback-test.xml.
        var classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes")).collect(Collectors.joining(File.pathSeparator));
        var process = new ProcessBuilder(java, "--enable-native-access=ALL-UNNAMED", "-cp", classPath,
                "app.atelier.Atelier", "serve", "--port", "0", "--data", data.toString());
        process.environment().put("ATELIER_PAYMENTS_PROVIDERS", "invoice,test");
        process.environment().put("LOGGING_LEVEL_APP_ATELIER", "DEBUG");
        process.redirectErrorStream(true).redirectOutput(data.resolve("console").toFile());
        return process.start();
    }

    private static String url(Path data, Process server) {
        return Await.value("the server to be ready", () -> {
            if (!server.isAlive()) {
                throw new AssertionError("the server ended: " + read(data.resolve("console")));
            }
            var ready = read(data.resolve("console")).lines().filter(l -> l.startsWith("Atelier is ready at ")).findFirst();
            return ready.map(l -> l.split(" ")[4]).orElse(null);
        });
    }

    private static List<JsonNode> lines(Path data) {
        return read(data.resolve("log").resolve("atelier.log")).lines().filter(l -> l.endsWith("}"))
                .map(l -> (JsonNode) JsonMapper.shared().readTree(l)).toList();
    }

    private static String said(JsonNode line) {
        return line.path("message").asString("");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
