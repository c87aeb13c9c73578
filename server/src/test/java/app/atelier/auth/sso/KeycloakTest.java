package app.atelier.auth.sso;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import app.atelier.Client;
import app.atelier.House;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Single sign-on at a Keycloak, a provider written by others, as a process of its own; by {@code ./mvnw -Pkeycloak}, which
 * brings it.
 */
@Tag("keycloak")
class KeycloakTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String AUDIENCE = "https://atelier.test/api";

    private static House house;
    private static Process keycloak;
    private static String issuer;

    @BeforeAll
    static void start() throws Exception {
        var port = free();
        issuer = "http://127.0.0.1:" + port + "/realms/atelier";
        house = House.only("users,auth,gateway", Map.of("atelier.sso.private-issuers", "true", "atelier.issuer.url", issuer,
                "atelier.issuer.audience", AUDIENCE));
        var home = unpacked();
        Files.createDirectories(home.resolve("data/import"));
        Files.writeString(home.resolve("data/import/atelier-realm.json"), realm());
        var command = new ProcessBuilder("sh", home.resolve("bin/kc.sh").toString(), "start-dev", "--http-host=127.0.0.1", "--http-port=" + port,
                "--import-realm", "--hostname=http://127.0.0.1:" + port, "--health-enabled=false");
        command.environment().put("JAVA_HOME", System.getProperty("java.home"));
        command.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        keycloak = command.redirectErrorStream(true).redirectOutput(home.resolve("keycloak.log").toFile()).start();
        Runtime.getRuntime().addShutdownHook(new Thread(KeycloakTest::stop));
        awaitKeycloak(home.resolve("keycloak.log"));
    }

    @AfterAll
    static void stop() {
        keycloak.descendants().forEach(ProcessHandle::destroy);
        keycloak.destroy();
        try {
            if (!keycloak.waitFor(20, TimeUnit.SECONDS)) {
                keycloak.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        house.close();
    }

    private static Path unpacked() throws IOException {
        var folder = Path.of("target/keycloak").toAbsolutePath();
        assertThat(folder).as("unpacked by ./mvnw -Pkeycloak").isDirectory();
        try (var inside = Files.list(folder)) {
            return inside.filter(f -> f.getFileName().toString().startsWith("keycloak-")).findFirst().orElseThrow();
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String realm() {
        return """
                {"realm": "atelier", "enabled": true, "sslRequired": "none",
                 "users": [{"username": "ada", "enabled": true, "email": "ada@acme.example", "emailVerified": true,
                            "firstName": "Ada", "lastName": "Lovelace", "credentials": [{"type": "password", "value": "analytical engine", "temporary": false}]}],
                 "clients": [{"clientId": "atelier", "enabled": true, "publicClient": false, "secret": "the keycloak secret",
                              "standardFlowEnabled": true, "directAccessGrantsEnabled": true, "redirectUris": ["%s/v1/auth/sso/callback"],
                              "attributes": {"pkce.code.challenge.method": "S256"},
                              "protocolMappers": [{"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                                "config": {"included.custom.audience": "%s", "access.token.claim": "true", "id.token.claim": "false"}}]}]}
                """.formatted(house.url(), AUDIENCE);
    }

    private static void awaitKeycloak(Path log) throws Exception {
        var deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                if (get(issuer + "/.well-known/openid-configuration", "").statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Looked again below.
            }
            if (!keycloak.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("Keycloak does not answer: " + Files.readString(log));
            }
            Thread.sleep(250);
        }
    }

    private static HttpResponse<String> get(String address, String cookies) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String address, Map<String, String> form, String cookies) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream().map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String cookies(HttpResponse<?> answer) {
        var cookies = new TreeMap<String, String>();
        answer.headers().allValues("Set-Cookie").forEach(c -> cookies.put(c.split("=")[0], c.split(";")[0]));
        return String.join("; ", cookies.values());
    }

    /** Types the name and password into Keycloak's page; where that sends the browser. */
    private static String signInAtKeycloak(String authorization, String password) throws Exception {
        var page = get(authorization, "");
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        var form = Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"").matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        var answer = post(form.group(1).replace("&amp;", "&"), Map.of("username", "ada", "password", password), cookies(page));
        return answer.headers().firstValue("Location").orElse("stays at Keycloak: " + answer.statusCode());
    }

    /** The whole way of one browser; the house's answer to its coming back. */
    private static Client.Answer travel(String to, String cookie) throws Exception {
        var back = signInAtKeycloak(to, "analytical engine");
        assertThat(back).startsWith(house.url() + "/v1/auth/sso/callback");
        return house.stranger().get(back.substring(house.url().length()), "Cookie", cookie).is(303);
    }

    private static String cookie(Client.Answer answer, String name) {
        return answer.response().headers().allValues("Set-Cookie").stream().map(c -> c.split(";")[0]).filter(c -> c.startsWith(name + "="))
                .findFirst().orElseThrow(() -> new AssertionError("no " + name + "; the browser is at " + answer.header("Location")));
    }

    private static JsonNode signedIn(Client.Answer arrival) {
        var token = house.stranger().post("/v1/auth/refresh", "", "Cookie", cookie(arrival, "__Host-atelier-refresh")).is(200).json().get("accessToken").asString();
        return house.stranger().get("/v1/users/me", "Authorization", "Bearer " + token).is(200).json();
    }

    @Test
    void peopleSignInAndItsAccessTokensAreGoodHere() throws Exception {
        var owner = house.register();
        var administrator = house.administrator();
        Map<String, Object> wish = Map.of("name", "Keycloak", "issuer", issuer, "clientId", "atelier", "clientSecret", "the keycloak secret",
                "domains", List.of("acme.example"), "provision", true);
        var id = owner.post("/v1/auth/connections", wish).is(201).json().get("id").asString();
        administrator.put("/v1/auth/domains/" + id + "/acme.example", "").is(204);

        // The test finds nothing wrong, and a wrong secret.
        var trial = owner.post("/v1/auth/connections/" + id + "/test", "").is(200).json();
        assertThat(trial.get("ok").asBoolean()).as(trial.toString()).isTrue();
        var wrong = owner.post("/v1/auth/connections/test", Map.of("issuer", issuer, "clientId", "atelier", "clientSecret", "another")).is(200).json();
        assertThat(wrong.get("steps").valueStream().filter(s -> !s.get("ok").asBoolean()).map(s -> s.get("name").asString())).containsExactly("client");

        // Somebody new comes, and comes again as the same.
        var start = house.stranger().get("/v1/auth/sso/" + id + "/start").is(303);
        assertThat(signInAtKeycloak(start.header("Location"), "difference engine")).startsWith("stays at Keycloak");
        var first = signedIn(travel(start.header("Location"), cookie(start, "__Host-atelier-sso")));
        var again = house.stranger().get("/v1/auth/sso/" + id + "/start").is(303);
        var second = signedIn(travel(again.header("Location"), cookie(again, "__Host-atelier-sso")));
        assertThat(first.get("email").asString()).isEqualTo("ada@acme.example");
        assertThat(first.get("firstName").asString()).isEqualTo("Ada");
        assertThat(first.get("organizationId").asString()).isEqualTo(owner.organization().toString());
        assertThat(second.get("id")).isEqualTo(first.get("id"));

        // The same person by Keycloak's own access token; not by its ID or refresh token.
        var tokens = JsonMapper.shared().readTree(post(issuer + "/protocol/openid-connect/token", Map.of("grant_type", "password", "client_id", "atelier",
                "client_secret", "the keycloak secret", "username", "ada", "password", "analytical engine", "scope", "openid"), "").body());
        var me = house.stranger().get("/v1/users/me", "Authorization", "Bearer " + tokens.get("access_token").asString()).is(200).json();
        assertThat(me.get("id")).isEqualTo(first.get("id"));
        for (var kind : List.of("id_token", "refresh_token")) {
            house.stranger().get("/v1/users/me", "Authorization", "Bearer " + tokens.get(kind).asString()).problem(401, "unauthenticated");
        }
    }
}
