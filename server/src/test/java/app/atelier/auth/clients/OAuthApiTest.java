package app.atelier.auth.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import app.atelier.Await;
import app.atelier.Client;
import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

// security.md 6, 7 and 10, for clients of third parties
class OAuthApiTest {

    private static final String BACK = "https://crm.example.org/callback?tenant=1";

    private final House house = House.all();

    private record Registered(String id, String secret) {
    }

    private Registered register(Client admin, boolean confidential) {
        var made = house.reauthenticate(admin).post("/v1/auth/clients", Map.of("name", "CRM", "redirectUris", List.of(BACK, "http://127.0.0.1:7777/cb"),
                "scopes", List.of("work.read", "self", "organization.read"), "confidential", confidential)).is(201).json();
        return new Registered(made.get("client").get("id").asString(), confidential ? made.get("secret").asString() : null);
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(verifier));
    }

    private static Map<String, Object> request(Registered client, String verifier) {
        return new HashMap<>(Map.of("clientId", client.id(), "redirectUri", BACK, "responseType", "code", "scope", "work.read self",
                "state", "a b&c", "codeChallenge", challenge(verifier), "codeChallengeMethod", "S256"));
    }

    private static Map<String, String> consent(Client person, Map<String, Object> request, boolean allow) {
        return parameters(person.post("/v1/auth/oauth/consent", Map.of("request", request, "allow", allow)).is(200).json());
    }

    private static Map<String, String> parameters(JsonNode answer) {
        var uri = answer.get("redirectTo").asString();
        assertThat(uri).startsWith(BACK + "&");
        var found = new LinkedHashMap<String, String>();
        for (var pair : URI.create(uri).getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            found.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return found;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream().map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private Client.Answer token(Registered client, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("client_id", client.id());
        if (client.secret() != null) {
            all.put("client_secret", client.secret());
        }
        return house.stranger().post("/v1/auth/oauth/token", form(all), "Content-Type", "application/x-www-form-urlencoded");
    }

    private Client.Answer exchange(Registered client, String code, String verifier) {
        return token(client, Map.of("grant_type", "authorization_code", "code", code, "code_verifier", verifier, "redirect_uri", BACK));
    }

    private Client.Answer refresh(Registered client, String token) {
        return token(client, Map.of("grant_type", "refresh_token", "refresh_token", token));
    }

    private JsonNode connect(Client person, Registered client) {
        var verifier = Tokens.random();
        return exchange(client, consent(person, request(client, verifier), true).get("code"), verifier).is(200).json();
    }

    private int me(JsonNode tokens) {
        return house.stranger().get("/v1/users/me", "Authorization", "Bearer " + tokens.get("access_token").asString()).status();
    }

    private static void error(Client.Answer answer, int status, String code) {
        assertThat(answer.is(status).json().get("error").asString()).isEqualTo(code);
    }

    @Test
    void aPersonConnectsAClientAndItActsWithinItsScopes() {
        var owner = house.register();
        var client = register(owner, true);
        var verifier = Tokens.random();

        var question = owner.post("/v1/auth/oauth/request", request(client, verifier)).is(200).json();
        assertThat(question.get("clientName").asString()).isEqualTo("CRM");
        assertThat(question.get("scopes").toString()).contains("See a project and its tasks");
        assertThat(question.get("redirectTo").isNull()).isTrue();

        var back = consent(owner, request(client, verifier), true);
        assertThat(back).containsEntry("state", "a b&c").containsEntry("iss", metadata().get("issuer").asString()).containsEntry("tenant", "1");

        var answer = exchange(client, back.get("code"), verifier).is(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var tokens = answer.json();
        assertThat(tokens.get("token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.get("scope").asString().split(" ")).containsExactlyInAnyOrder("work.read", "self");
        assertThat(me(tokens)).isEqualTo(200);
        house.stranger().get("/v1/auth/grants", "Authorization", "Bearer " + tokens.get("access_token").asString()).problem(403, "forbidden");
        var grants = owner.get("/v1/auth/grants").is(200).json().get("items");
        assertThat(grants).hasSize(1);
        assertThat(grants.get(0).get("clientName").asString()).isEqualTo("CRM");
    }

    @Test
    void codesAreForOneUseAndASecondEndsWhatCameOfTheFirst() {
        var owner = house.register();
        var client = register(owner, true);
        var verifier = Tokens.random();
        var code = consent(owner, request(client, verifier), true).get("code");
        var tokens = exchange(client, code, verifier).is(200).json();

        error(exchange(client, code, verifier), 400, "invalid_grant");
        error(refresh(client, tokens.get("refresh_token").asString()), 400, "invalid_grant");
    }

    @Test
    void ofTwentyParallelExchangesOneSucceeds() throws Exception {
        var owner = house.register();
        var client = register(owner, false);
        var verifier = Tokens.random();
        var code = consent(owner, request(client, verifier), true).get("code");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<Integer>>mapToObj(_ -> () -> exchange(client, code, verifier).status()).toList());
            var succeeded = 0;
            for (var answer : answers) {
                succeeded += answer.get() == 200 ? 1 : 0;
            }
            assertThat(succeeded).isEqualTo(1);
        }
    }

    @Test
    void anExpiredCodeIsRefused() {
        var owner = house.register();
        var client = register(owner, true);
        var verifier = Tokens.random();
        var code = consent(owner, request(client, verifier), true).get("code");
        house.bean(Db.class).in(owner.organization(), tx -> tx.sql().execute("update auth.client_code set expires_at = now() - interval '1 second'"));
        error(exchange(client, code, verifier), 400, "invalid_grant");
    }

    @Test
    void pkceS256IsDemandedAndProven() {
        var owner = house.register();
        var client = register(owner, true);
        var verifier = Tokens.random();
        var without = request(client, verifier);
        without.remove("codeChallenge");
        assertThat(consent(owner, without, true)).containsEntry("error", "invalid_request").containsEntry("state", "a b&c").doesNotContainKey("code");
        var plain = request(client, verifier);
        plain.put("codeChallengeMethod", "plain");
        assertThat(consent(owner, plain, true)).containsEntry("error", "invalid_request").doesNotContainKey("code");
        assertThat(parameters(owner.post("/v1/auth/oauth/request", plain).is(200).json())).containsEntry("error", "invalid_request");

        var code = consent(owner, request(client, verifier), true).get("code");
        error(exchange(client, code, Tokens.random()), 400, "invalid_grant");
        // Whoever tried it has used it up.
        error(exchange(client, code, verifier), 400, "invalid_grant");
        error(token(client, Map.of("grant_type", "authorization_code", "code", code)), 400, "invalid_request");
    }

    @Test
    void theRedirectUriIsExact() {
        var owner = house.register();
        var client = register(owner, true);
        for (var wrong : List.of("https://crm.example.org/callback", BACK + "2", "https://evil.example.org/callback?tenant=1",
                "https://crm.example.org/callback?tenant=1#x", "HTTPS://crm.example.org/callback?tenant=1", "http://127.0.0.1:7778/cb")) {
            var request = request(client, Tokens.random());
            request.put("redirectUri", wrong);
            assertThat(owner.post("/v1/auth/oauth/request", request).problem(422, "validation-failed")).containsKey("redirectUri");
            assertThat(owner.post("/v1/auth/oauth/consent", Map.of("request", request, "allow", true))
                    .problem(422, "validation-failed")).containsKey("redirectUri");
        }
        var verifier = Tokens.random();
        var code = consent(owner, request(client, verifier), true).get("code");
        error(token(client, Map.of("grant_type", "authorization_code", "code", code, "code_verifier", verifier, "redirect_uri",
                "http://127.0.0.1:7777/cb")), 400, "invalid_grant");
    }

    @Test
    void onlyTlsAndOnesOwnMachineMayBeRegistered() {
        var owner = house.reauthenticate(house.register());
        for (var wrong : List.of("http://crm.example.org/cb", "javascript:alert(1)", "https://crm.example.org/cb#f", "https://u:p@crm.example.org",
                "https://*.example.org/cb", "crm", "myapp://cb", "http://127.0.0.1.example.org/")) {
            assertThat(owner.post("/v1/auth/clients", Map.of("name", "x", "redirectUris", List.of(wrong), "scopes", List.of("self"),
                    "confidential", false)).problem(422, "validation-failed")).as(wrong).containsKey("redirectUris[0]");
        }
        owner.post("/v1/auth/clients", Map.of("name", "x", "redirectUris", List.of("http://[::1]:9/cb"), "scopes", List.of("self.security"),
                "confidential", false)).problem(422, "validation-failed");
    }

    @Test
    void aRefreshTokenReusedEndsTheGrant() {
        var owner = house.register();
        var client = register(owner, false);
        var first = connect(owner, client);
        var second = refresh(client, first.get("refresh_token").asString()).is(200).json();
        assertThat(second.get("refresh_token")).isNotEqualTo(first.get("refresh_token"));

        error(refresh(client, first.get("refresh_token").asString()), 400, "invalid_grant");
        error(refresh(client, second.get("refresh_token").asString()), 400, "invalid_grant");
        assertThat(owner.get("/v1/auth/grants").json().get("items")).isEmpty();
    }

    @Test
    void aRefreshMayNarrowAndNeverWiden() {
        var owner = house.register();
        var client = register(owner, true);
        var tokens = connect(owner, client);
        var narrow = token(client, Map.of("grant_type", "refresh_token", "refresh_token", tokens.get("refresh_token").asString(),
                "scope", "work.read")).is(200).json();
        assertThat(narrow.get("scope").asString()).isEqualTo("work.read");
        assertThat(me(narrow)).isEqualTo(403);
        error(token(client, Map.of("grant_type", "refresh_token", "refresh_token", narrow.get("refresh_token").asString(),
                "scope", "organization.read")), 400, "invalid_scope");
    }

    @Test
    void anotherClientsSecretCodeAndTokenAreRefused() {
        var owner = house.register();
        var client = register(owner, true);
        var other = register(owner, true);
        var verifier = Tokens.random();
        var code = consent(owner, request(client, verifier), true).get("code");
        error(exchange(other, code, verifier), 400, "invalid_grant");
        var tokens = connect(owner, client);
        error(refresh(other, tokens.get("refresh_token").asString()), 400, "invalid_grant");
        refresh(client, tokens.get("refresh_token").asString()).is(200);

        for (var wrong : List.of(new Registered(client.id(), other.secret()), new Registered(client.id(), null),
                new Registered(java.util.UUID.randomUUID().toString(), client.secret()), new Registered("x", "y"))) {
            var refused = refresh(wrong, tokens.get("refresh_token").asString());
            error(refused, 401, "invalid_client");
            assertThat(refused.header("WWW-Authenticate")).startsWith("Basic");
        }
    }

    @Test
    void aClientProvesItselfByBasicOrBodyAndNotByBoth() {
        var owner = house.register();
        var client = register(owner, true);
        var basic = "Basic " + Base64.getEncoder().encodeToString((client.id() + ":" + client.secret()).getBytes(StandardCharsets.UTF_8));
        var refresh = connect(owner, client).get("refresh_token").asString();
        var fields = Map.of("grant_type", "refresh_token", "refresh_token", refresh);
        error(house.stranger().post("/v1/auth/oauth/token", form(fields) + "&client_secret=" + client.secret(), "Content-Type",
                "application/x-www-form-urlencoded", "Authorization", basic), 400, "invalid_request");
        error(house.stranger().post("/v1/auth/oauth/token?" + form(fields), "", "Content-Type",
                "application/x-www-form-urlencoded", "Authorization", basic), 400, "invalid_request");
        house.stranger().post("/v1/auth/oauth/token", form(fields), "Content-Type", "application/x-www-form-urlencoded",
                "Authorization", basic).is(200);
        error(token(client, Map.of("grant_type", "password", "username", "a", "password", "b")), 400, "unsupported_grant_type");
    }

    // security.md 7
    @Test
    void aGrantTakenBackIsDead() {
        var owner = house.register();
        var client = register(owner, true);
        var tokens = connect(owner, client);
        owner.delete("/v1/auth/grants/" + owner.get("/v1/auth/grants").json().get("items").get(0).get("id").asString()).is(204);
        error(refresh(client, tokens.get("refresh_token").asString()), 400, "invalid_grant");
        Await.until("its access token is dead", () -> me(tokens) == 401);
    }

    // security.md 7
    @Test
    void aClientGivesItsTokensBack() {
        var owner = house.register();
        var client = register(owner, true);
        for (var which : List.of("refresh_token", "access_token")) {
            var tokens = connect(owner, client);
            var revoked = house.stranger().post("/v1/auth/oauth/revoke", form(Map.of("token", tokens.get(which).asString(), "client_id",
                    client.id(), "client_secret", client.secret())), "Content-Type", "application/x-www-form-urlencoded");
            revoked.is(200);
            error(refresh(client, tokens.get("refresh_token").asString()), 400, "invalid_grant");
            Await.until("its access token is dead", () -> me(tokens) == 401);
        }
        house.stranger().post("/v1/auth/oauth/revoke", form(Map.of("token", "unknown", "client_id", client.id(), "client_secret",
                client.secret())), "Content-Type", "application/x-www-form-urlencoded").is(200);
    }

    // security.md 7
    @Test
    void aDeletedClientIsDead() {
        var owner = house.register();
        var client = register(owner, true);
        var tokens = connect(owner, client);
        owner.delete("/v1/auth/clients/" + client.id()).is(204);
        error(refresh(client, tokens.get("refresh_token").asString()), 401, "invalid_client");
        Await.until("its access token is dead", () -> me(tokens) == 401);
        assertThat(owner.get("/v1/auth/grants").json().get("items")).isEmpty();
    }

    // security.md 7
    @Test
    void grantsOfWhoLeavesAreDead() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var client = register(owner, true);
        var tokens = connect(member, client);
        owner.delete("/v1/organizations/" + owner.organization() + "/members/" + member.id()).is(204);
        error(refresh(client, tokens.get("refresh_token").asString()), 400, "invalid_grant");
        Await.until("its access token is dead", () -> me(tokens) == 401);
    }

    @Test
    void aPersonMaySayNo() {
        var owner = house.register();
        assertThat(consent(owner, request(register(owner, true), Tokens.random()), false)).containsEntry("error", "access_denied")
                .containsEntry("state", "a b&c").doesNotContainKey("code");
    }

    @Test
    void moreThanTheClientMayAskIsRefused() {
        var owner = house.register();
        var client = register(owner, true);
        for (var scope : List.of("members.manage", "everything", "self.security")) {
            var request = request(client, Tokens.random());
            request.put("scope", scope);
            assertThat(consent(owner, request, true)).containsEntry("error", "invalid_scope").doesNotContainKey("code");
        }
    }

    // security.md 29
    @Test
    void clientsAndGrantsOfOthersAreNotThere() {
        var owner = house.register();
        var member = house.member(owner, Role.MEMBER);
        var stranger = house.reauthenticate(house.register());
        var client = register(owner, true);
        connect(owner, client);
        var grant = owner.get("/v1/auth/grants").json().get("items").get(0).get("id").asString();

        member.delete("/v1/auth/grants/" + grant).problem(404, "not-found");
        member.get("/v1/auth/clients").problem(403, "forbidden");
        stranger.delete("/v1/auth/clients/" + client.id()).problem(404, "not-found");
        stranger.post("/v1/auth/clients/" + client.id() + "/secret", Map.of()).problem(404, "not-found");
        stranger.post("/v1/auth/oauth/consent", Map.of("request", request(client, Tokens.random()), "allow", true)).problem(404, "not-found");
        assertThat(stranger.get("/v1/auth/clients").json().get("items")).isEmpty();
    }

    // security.md 31
    @Test
    void massAssignmentIsRefused() {
        var owner = house.reauthenticate(house.register());
        for (var more : List.of("createdBy", "organizationId", "id", "secret", "version")) {
            var body = new HashMap<String, Object>(Map.of("name", "x", "redirectUris", List.of("https://x.example.org"), "scopes",
                    List.of("self"), "confidential", true));
            body.put(more, "1");
            owner.post("/v1/auth/clients", body).problem(400, "invalid-request");
        }
    }

    // security.md 36
    @Test
    void secretsAndCodesAreKeptHashed() {
        var owner = house.register();
        var client = register(owner, true);
        var verifier = Tokens.random();
        var code = consent(owner, request(client, verifier), true).get("code");
        var refresh = exchange(client, code, verifier).is(200).json().get("refresh_token").asString();
        var renewed = owner.post("/v1/auth/clients/" + client.id() + "/secret", Map.of()).is(200).json().get("secret").asString();
        error(refresh(client, refresh), 401, "invalid_client");
        refresh(new Registered(client.id(), renewed), refresh).is(200);

        var dump = house.bean(Db.class).in(owner.organization(), tx -> tx.sql().fetch("""
                select (select string_agg(c::text, ' ') from auth.api_client c) || (select string_agg(c::text, ' ') from auth.client_code c)
                    || (select string_agg(k::text, ' ') from auth.machine_key k) || (select string_agg(r::text, ' ') from auth.client_refresh r)
                    || (select string_agg(e.data::text, ' ') from journal.entry e)""").formatCSV());
        assertThat(dump).contains("CRM").doesNotContain(client.secret()).doesNotContain(renewed).doesNotContain(code).doesNotContain(refresh);
    }

    private JsonNode metadata() {
        return house.stranger().get("/.well-known/oauth-authorization-server").is(200).json();
    }

    @Test
    void theServerTellsWhatItCan() {
        var metadata = metadata();
        assertThat(metadata.get("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(metadata.get("token_endpoint").asString()).isEqualTo(metadata.get("issuer").asString() + "/v1/auth/oauth/token");
        assertThat(metadata.get("scopes_supported").toString()).contains("work.read").doesNotContain("self.security");
    }
}
