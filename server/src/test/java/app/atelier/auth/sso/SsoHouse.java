package app.atelier.auth.sso;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.Client;
import app.atelier.House;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** A house whose people sign in at providers of others: a real OpenID Connect server, and one that lies. */
final class SsoHouse {

    static final String AUDIENCE = "https://atelier.test/api";
    static final MockOAuth2Server PROVIDER = provider();
    static final LyingProvider LIAR = new LyingProvider();
    static final FakeGitHub GITHUB = new FakeGitHub();
    static final House HOUSE = House.only("users,auth,gateway", Map.ofEntries(
            Map.entry("atelier.sso.private-issuers", "true"),
            Map.entry("atelier.sso.google.client-id", "atelier-at-google"),
            Map.entry("atelier.sso.google.client-secret", "the google secret"),
            Map.entry("atelier.sso.google.issuer", issuer("google")),
            Map.entry("atelier.sso.github.client-id", "atelier-at-github"),
            Map.entry("atelier.sso.github.client-secret", "the github secret"),
            Map.entry("atelier.sso.github.issuer", GITHUB.url()),
            Map.entry("atelier.issuer.url", issuer("external")),
            Map.entry("atelier.issuer.audience", AUDIENCE),
            Map.entry("atelier.issuer.organization-claim", "org"),
            Map.entry("atelier.issuer.role-claim", "role"),
            Map.entry("atelier.issuer.provision", "true"),
            Map.entry("atelier.limits.person", "10000000"),
            Map.entry("atelier.limits.anonymous", "10000000")));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private SsoHouse() {
    }

    private static MockOAuth2Server provider() {
        var server = new MockOAuth2Server();
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        return server;
    }

    static String issuer(String id) {
        return PROVIDER.issuerUrl(id).toString();
    }

    /** The next who signs in there. */
    static void next(String issuer, String subject, Map<String, Object> claims) {
        PROVIDER.enqueueCallback(new DefaultOAuth2TokenCallback(issuer, subject, "JWT", List.of("elsewhere"), claims, 3600));
    }

    static String domain() {
        return "d" + UUID.randomUUID().toString().substring(0, 13) + ".example";
    }

    /** A connection of the owner's organization that owns the domain. */
    static String connect(Client owner, String issuer, String domain, Map<String, Object> more) {
        var wish = new java.util.HashMap<String, Object>(Map.of("name", "Login", "issuer", issuer, "clientId", "atelier", "clientSecret", "s3cret",
                "domains", List.of(domain)));
        wish.putAll(more);
        var id = HOUSE.reauthenticate(owner).post("/v1/auth/connections", wish).is(201).json().get("id").asString();
        HOUSE.administrator().put("/v1/auth/domains/" + id + "/" + domain, "").is(204);
        return id;
    }

    /** A browser on the way: where it is sent, and the cookie that binds it. */
    record Away(String to, String cookie) {

        String parameter(String name) {
            return query(to, name);
        }
    }

    static String query(String uri, String name) {
        for (var pair : URI.create(uri).getRawQuery().split("&")) {
            if (pair.startsWith(name + "=")) {
                return java.net.URLDecoder.decode(pair.substring(name.length() + 1), java.nio.charset.StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    static Away start(String key) {
        return start(key, "/projects");
    }

    static Away start(String key, String returnTo) {
        var answer = HOUSE.stranger().get("/v1/auth/sso/" + key + "/start?returnTo="
                + java.net.URLEncoder.encode(returnTo, java.nio.charset.StandardCharsets.UTF_8)).is(303);
        return new Away(answer.header("Location"), cookie(answer));
    }

    /** Sets out signed in: to link, or to prove. */
    static Away start(Client person, String path) {
        var answer = person.post(path, "").is(200);
        return new Away(answer.json().get("url").asString(), cookie(answer));
    }

    private static String cookie(Client.Answer answer) {
        return answer.response().headers().allValues("Set-Cookie").stream().map(c -> c.split(";")[0]).filter(c -> c.startsWith("__Host-atelier-sso="))
                .findFirst().orElseThrow();
    }

    /** The provider lets the browser in at once, and sends it back: to which path of the house. */
    static String atProvider(Away away) {
        try {
            HttpResponse<String> answer = HTTP.send(HttpRequest.newBuilder(URI.create(away.to())).build(), BodyHandlers.ofString());
            var back = answer.headers().firstValue("Location")
                    .orElseThrow(() -> new AssertionError("The provider answered " + answer.statusCode() + ": " + answer.body()));
            return back.substring(HOUSE.url().length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Client.Answer back(String path, Away away) {
        return HOUSE.stranger().get(path, "Cookie", away.cookie()).is(303);
    }

    /** The whole way; where the browser is at last. */
    static Client.Answer travel(Away away) {
        return back(atProvider(away), away);
    }

    /** Whom the browser is signed in as after that. */
    static Client signedIn(Client.Answer arrival) {
        var cookie = arrival.response().headers().allValues("Set-Cookie").stream().map(c -> c.split(";")[0])
                .filter(c -> c.startsWith("__Host-atelier-refresh=")).findFirst()
                .orElseThrow(() -> new AssertionError("nobody is signed in; the browser is at " + arrival.header("Location")));
        var token = HOUSE.stranger().post("/v1/auth/refresh", "", "Cookie", cookie).is(200).json().get("accessToken").asString();
        var profile = HOUSE.stranger().get("/v1/users/me", "Authorization", "Bearer " + token).is(200).json();
        return new Client(HOUSE.url(), token, profile);
    }

    static void isRefused(Client.Answer arrival, String reason) {
        if (!("/sign-in?sso=" + reason).equals(arrival.header("Location"))
                || arrival.response().headers().allValues("Set-Cookie").stream().anyMatch(c -> c.startsWith("__Host-atelier-refresh="))) {
            throw new AssertionError("expected to be refused for " + reason + ", but came to " + arrival.header("Location"));
        }
    }
}
