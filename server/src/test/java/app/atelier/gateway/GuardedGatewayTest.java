package app.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.Wire;
import app.atelier.auth.keys.AccessTokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A gateway with everything narrow: small shares, little patience, one proxy that is trusted. Each test comes from an
 * address of its own, as Linux lets it within 127.0.0.0/8.
 */
class GuardedGatewayTest {

    private static final String PROXY = "127.0.0.2";
    private static final int AT_ONCE = 10;
    private static final int CONNECTIONS = 20;
    private static House house;

    @BeforeAll
    static void start() {
        house = House.only("users,auth,gateway", Map.of(
                "atelier.web.trusted-proxies", PROXY + ",127.0.3.0/24",
                "atelier.web.allowed-origins", "https://partner.example.org",
                "atelier.web.connections-per-address", String.valueOf(CONNECTIONS),
                "atelier.web.timeout", "1s",
                "atelier.limits.anonymous", String.valueOf(AT_ONCE * 6),
                "atelier.limits.token", String.valueOf(AT_ONCE * 6)));
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    // Rates

    @Test
    void eachAddressHasItsShareAndIsToldOfIt() throws Exception {
        var first = get("127.0.0.10", "/v1/system/ping");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "RateLimit-Limit")).isEqualTo("10");
        assertThat(header(first, "RateLimit-Remaining")).isEqualTo("9");
        assertThat(header(first, "RateLimit-Reset")).isEqualTo("1");
        var refused = untilRefused("127.0.0.10", "/v1/system/ping");
        assertThat(header(refused, "RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(refused, "RateLimit-Reset")).isEqualTo("10");
        assertThat(header(refused, "Retry-After")).isEqualTo("1");
        assertThat(refused.body()).contains("https://atelier.app/problems/too-many-requests");
        assertThat(get("127.0.0.11", "/v1/system/ping").statusCode()).isEqualTo(200);
    }

    /** security.md 35. */
    @Test
    void forgedForwardedHeadersHaveNoEffectOnLimits() throws Exception {
        var n = 0;
        HttpResponse<String> answer;
        do {
            answer = get("127.0.0.12", "/v1/system/ping", "X-Forwarded-For", "192.0.2." + n, "Forwarded", "for=192.0.2." + n);
        } while (answer.statusCode() == 200 && n++ < 1_000);
        assertThat(answer.statusCode()).isEqualTo(429);
    }

    /** security.md 35. */
    @Test
    void aTrustedProxyIsBelievedOfTheHopBeforeItAndOfNoOther() throws Exception {
        untilRefused(PROXY, "/v1/system/ping", "X-Forwarded-For", "203.0.113.1");
        assertThat(get(PROXY, "/v1/system/ping", "X-Forwarded-For", "203.0.113.2").statusCode()).isEqualTo(200);
        // What the client claims stands to the left of what the proxy says.
        untilRefused(PROXY, "/v1/system/ping", "X-Forwarded-For", "198.51.100.7, 203.0.113.1");
        // Another proxy of ours in between is passed over.
        untilRefused(PROXY, "/v1/system/ping", "X-Forwarded-For", "198.51.100.7, 203.0.113.1, 127.0.3.9");
        untilRefused(PROXY, "/v1/system/ping", "Forwarded", "for=198.51.100.7, for=\"203.0.113.1:4711\";proto=https");
        // A proxy that writes one of the headers lets the other through as it came.
        assertThat(get(PROXY, "/v1/system/ping", "X-Forwarded-For", "203.0.113.3", "Forwarded", "for=203.0.113.99").headers()
                .firstValue("RateLimit-Remaining")).hasValue("9");
        assertThat(get(PROXY, "/v1/system/ping", "X-Forwarded-For", "203.0.113.3", "Forwarded", "for=203.0.113.98").headers()
                .firstValue("RateLimit-Remaining").map(Integer::parseInt)).hasValueSatisfying(left -> assertThat(left).isLessThan(10));
    }

    @Test
    void withIpv6TheNetworkOfACustomerCounts() throws Exception {
        untilRefused(PROXY, "/v1/system/ping", "X-Forwarded-For", "2001:db8:1:2::1");
        untilRefused(PROXY, "/v1/system/ping", "X-Forwarded-For", "2001:db8:1:2:ffff:ffff:ffff:ffff");
        assertThat(get(PROXY, "/v1/system/ping", "X-Forwarded-For", "2001:db8:1:3::1").statusCode()).isEqualTo(200);
    }

    @Test
    void anApiTokenHasAShareOfItsOwnWithinItsPersons() {
        var person = house.register();
        var token = house.bean(AccessTokens.class).issue(new Caller(person.id(), person.organization(), Role.OWNER, UUID.randomUUID(),
                Set.of(Permission.values()), Set.of(Permission.values())));
        var program = new Client(house.url(), token, person.profile());
        assertThat(program.get("/v1/users/me").is(200).header("RateLimit-Limit")).isEqualTo("10");
        assertThat(person.get("/v1/users/me").is(200).header("RateLimit-Limit")).isEqualTo("1000");
        Await.until("the token is used up", () -> program.get("/v1/users/me").status() == 429);
        person.get("/v1/users/me").is(200);
    }

    /** However the address of a route is written, it is that route. */
    @Test
    void anAddressWrittenOtherwiseIsNoWayPastTheLimits() throws Exception {
        for (var path : new String[] {"/v1;a=b/system/ping", "/%761/system/ping", "/v1/system;x/ping"}) {
            var answer = get("127.0.0.13", path);
            if (answer.statusCode() != 404 && answer.statusCode() != 400) {
                assertThat(answer.headers().firstValue("RateLimit-Remaining")).as(path).isPresent();
                assertThat(header(answer, "Cache-Control")).as(path).isEqualTo("no-store");
            }
        }
    }

    // Links and schemes

    /** security.md 35. */
    @Test
    void forgedForwardedHeadersHaveNoEffectOnSchemesAndHosts() throws Exception {
        var forged = get("127.0.0.14", "/v1/openapi.json", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil.example.org");
        assertThat(forged.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(forged.body()).doesNotContain("evil.example.org");
        var told = get(PROXY, "/v1/openapi.json", "X-Forwarded-For", "203.0.113.20", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "good.example.org");
        assertThat(told.headers().firstValue("Strict-Transport-Security")).hasValueSatisfying(v -> assertThat(v).contains("max-age="));
        assertThat(told.body()).contains("https://good.example.org");
    }

    // Time and connections

    /** A head that comes byte by byte is cut off, however steadily. */
    @Test
    void aSlowHeadIsCutOff() throws Exception {
        try (var wire = new Wire(house, "127.0.0.20")) {
            wire.send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
            Await.until("the server closes", () -> {
                try {
                    wire.send("x");
                    return wire.isAnswered(100);
                } catch (IOException closed) {
                    return true;
                }
            });
        }
    }

    @Test
    void aSlowBodyIsGivenUp() throws Exception {
        try (var wire = new Wire(house, "127.0.0.21")) {
            wire.send("POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
            Await.until("the server answers", () -> {
                try {
                    wire.send(" ");
                    return wire.isAnswered(100);
                } catch (IOException closed) {
                    return true;
                }
            });
            assertThat(wire.untilClosed()).startsWith("TTP/1.1 408 ").contains("/problems/too-slow");
        }
    }

    @Test
    void anEndlessBodyIsRefused() throws Exception {
        try (var wire = new Wire(house, "127.0.0.22")) {
            wire.send("POST /v1/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n\"\r\n");
            var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            var sent = 0;
            try {
                while (sent < 1_000 && !wire.isAnswered(1)) {
                    wire.send(chunk);
                    sent++;
                }
            } catch (IOException closed) {
                // As it should be.
            }
            assertThat(sent).isLessThan(1_000);
            assertThat(wire.untilClosed()).startsWith("TTP/1.1 413 ");
        }
    }

    @Test
    void aCompressedBodyIsRefused() throws Exception {
        var answer = client("127.0.0.23").send(request("/v1/auth/login", "Content-Type", "application/json", "Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("{}")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(header(answer, "Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void jsonTenThousandDeepIsRefused() {
        house.stranger().post("/v1/auth/login", "{\"email\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}").problem(400, "invalid-request");
    }

    @Test
    void oneAddressHoldsOnlyItsShareOfTheConnections() throws Exception {
        var wires = new ArrayList<Wire>();
        try {
            for (var n = 0; n < CONNECTIONS + 10; n++) {
                wires.add(new Wire(house, "127.0.0.24"));
            }
            Await.until("the surplus is closed", () -> wires.stream().filter(Wire::isOpen).count() <= CONNECTIONS);
            assertThat(get("127.0.0.25", "/healthz").statusCode()).isEqualTo(200);
        } finally {
            for (var wire : wires) {
                wire.close();
            }
        }
        Await.until("its connections are given back", () -> isServed("127.0.0.24"));
    }

    @Test
    void aTrustedProxyHoldsAsManyConnectionsAsItNeeds() throws Exception {
        var wires = new ArrayList<Wire>();
        try {
            for (var n = 0; n < CONNECTIONS + 10; n++) {
                wires.add(new Wire(house, PROXY));
                wires.getLast().send("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            }
            for (var wire : wires) {
                assertThat(wire.untilClosed()).startsWith("HTTP/1.1 200");
            }
        } finally {
            for (var wire : wires) {
                wire.close();
            }
        }
    }

    // Origins

    /** security.md 20. */
    @Test
    void onlyAllowedOriginsMayReadAnswersAndNeverWithCookies() throws Exception {
        var allowed = get("127.0.0.30", "/v1/system/ping", "Origin", "https://partner.example.org");
        assertThat(header(allowed, "Access-Control-Allow-Origin")).isEqualTo("https://partner.example.org");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(allowed.headers().allValues("Vary")).contains("Origin");
        for (var origin : new String[] {"https://evil.example.org", "null", "https://partner.example.org.evil.org", "http://partner.example.org",
            "https://partner.example.org:8443", "https://notpartner.example.org", "https://user@partner.example.org", "*", ""}) {
            var answer = get("127.0.0.31", "/healthz", "Origin", origin);
            assertThat(answer.headers().map()).as(origin).doesNotContainKey("access-control-allow-origin");
            var api = get("127.0.0." + (32 + Math.floorMod(origin.hashCode(), 100)), "/v1/system/ping", "Origin", origin);
            assertThat(api.headers().map()).as(origin).doesNotContainKey("access-control-allow-origin");
        }
    }

    /** security.md 20. */
    @Test
    void aPreflightIsAnsweredForAllowedOriginsOnly() throws Exception {
        var granted = options("https://partner.example.org");
        assertThat(granted.statusCode()).isEqualTo(204);
        assertThat(header(granted, "Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(header(granted, "Access-Control-Allow-Headers")).contains("Authorization", "Idempotency-Key").doesNotContain("*");
        for (var origin : new String[] {"https://evil.example.org", "null"}) {
            var refused = options(origin);
            assertThat(refused.statusCode()).as(origin).isEqualTo(403);
            assertThat(refused.headers().map().keySet()).as(origin).noneMatch(name -> name.startsWith("access-control"));
        }
    }

    /** security.md 19. */
    @Test
    void aPageOfAnotherSiteCannotUseTheRefreshCookie() {
        var cookie = cookie();
        var stranger = house.stranger();
        for (var path : new String[] {"/v1/auth/refresh", "/v1/auth/logout"}) {
            for (var said : new String[][] {{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"},
                {"Origin", "https://evil.example.org"}, {"Origin", "null"}, {"Origin", "https://partner.example.org"},
                {"Origin", house.url().replace("http:", "https:")}}) {
                stranger.post(path, null, "Cookie", cookie, said[0], said[1]).problem(403, "forbidden");
            }
        }
        // The session goes on: nothing of it was used.
        var next = stranger.post("/v1/auth/refresh", null, "Cookie", cookie, "Sec-Fetch-Site", "same-origin", "Origin", house.url()).is(200);
        stranger.post("/v1/auth/logout", null, "Cookie", next.header("Set-Cookie").split(";")[0], "Origin", house.url()).is(204);
    }

    /** security.md 19. */
    @Test
    void textPlainIsNoWayAroundThePreflight() {
        var body = "{\"email\":\"a@example.org\",\"password\":\"x\"}";
        for (var type : new String[] {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"}) {
            house.stranger().post("/v1/auth/login", body, "Content-Type", type).problem(415, "unsupported-media-type");
        }
    }

    /** security.md 21. */
    @Test
    void theRefreshCookieIsBoundToThisHostAndOutOfReachOfScripts() {
        var email = "p" + UUID.randomUUID() + "@example.org";
        house.stranger().post("/v1/users/register", Map.of("email", email, "password", "correct horse", "firstName", "A", "lastName", "B",
                "organizationName", "Org")).is(201);
        var cookie = house.stranger().post("/v1/auth/login", Map.of("email", email, "password", "correct horse")).is(200).header("Set-Cookie");
        assertThat(cookie).startsWith("__Host-atelier-refresh=").contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Strict")
                .doesNotContainIgnoringCase("Domain=");
    }

    private static String cookie() {
        var person = house.register();
        return house.stranger().post("/v1/auth/login", Map.of("email", person.profile().get("email").asString(), "password", "correct horse"))
                .is(200).header("Set-Cookie").split(";")[0];
    }

    // From an address

    private static HttpClient client(String from) {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).localAddress(InetAddress.ofLiteral(from)).build();
    }

    private static HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(house.url().replace("localhost", "127.0.0.1") + path));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static HttpResponse<String> get(String from, String path, String... headers) throws IOException, InterruptedException {
        try (var client = client(from)) {
            return client.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static boolean isServed(String from) {
        try {
            return get(from, "/healthz").statusCode() == 200;
        } catch (IOException refused) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> options(String origin) throws IOException, InterruptedException {
        try (var client = client("127.0.0.40")) {
            return client.send(request("/v1/projects", "Origin", origin, "Access-Control-Request-Method", "PATCH",
                    "Access-Control-Request-Headers", "authorization").method("OPTIONS", HttpRequest.BodyPublishers.noBody()).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Asks until the share is used up, which it must be within a few times as many as it holds. */
    private static HttpResponse<String> untilRefused(String from, String path, String... headers) throws IOException, InterruptedException {
        try (var client = client(from)) {
            for (var n = 0; n < 10 * AT_ONCE; n++) {
                var answer = client.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 429) {
                    return answer;
                }
            }
        }
        throw new AssertionError("It is never refused");
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElseThrow(() -> new AssertionError("no " + name + " in " + response.headers().map()));
    }
}
