package app.atelier.auth.sso;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import app.atelier.platform.issuer.IssuerFailure;
import app.atelier.platform.issuer.IssuerHttp;
import app.atelier.platform.secrets.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * GitHub, which speaks OAuth 2 without OpenID Connect: there is no ID token, so who it is comes from its API. The subject
 * is the account's number; names are given to others when an account is renamed.
 */
final class GitHubProvider implements IdentityProvider {

    /** Where everybody's is. */
    static final String PUBLIC = "https://github.com";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final IssuerHttp http;
    private final String base;
    private final String client;
    private final String secret;

    /** @param base {@link #PUBLIC}, or the address of a GitHub Enterprise Server */
    GitHubProvider(IssuerHttp http, String base, String client, String secret) {
        this.http = http;
        this.base = base.replaceAll("/+$", "");
        this.client = client;
        this.secret = secret;
    }

    @Override
    public String issuer() {
        return base;
    }

    @Override
    public boolean tellsIssuer() {
        return false;
    }

    @Override
    public URI authorization(Secrets secrets, URI callback) {
        var challenge = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(Tokens.sha256(secrets.verifier().getBytes(StandardCharsets.US_ASCII)));
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("client_id", client);
        parameters.put("redirect_uri", callback.toString());
        parameters.put("scope", "read:user user:email");
        parameters.put("state", secrets.state());
        parameters.put("code_challenge", challenge);
        parameters.put("code_challenge_method", "S256");
        return URI.create(base + "/login/oauth/authorize?" + form(parameters));
    }

    @Override
    public Identity redeem(String code, Secrets secrets, URI callback) {
        var answer = json(http.send(HttpRequest.newBuilder(URI.create(base + "/login/oauth/access_token"))
                .header("Accept", "application/json").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of("client_id", client, "client_secret", secret, "code", code,
                        "redirect_uri", callback.toString(), "code_verifier", secrets.verifier()))))));
        var token = answer.path("access_token").asString("");
        if (token.isEmpty()) {
            throw new IssuerFailure("GitHub refused the exchange: " + answer.path("error").asString("it gave no token") + ".");
        }
        var user = ask("/user", token);
        if (!user.path("id").isIntegralNumber()) {
            throw new IssuerFailure("GitHub did not say who it is.");
        }
        return identity(user, primary(ask("/user/emails", token)));
    }

    private Identity identity(JsonNode user, @Nullable JsonNode email) {
        var words = user.path("name").asString(user.path("login").asString("")).strip().split("\\s+", 2);
        return new Identity(base, user.path("id").asString(), email == null ? null : email.path("email").asString(""),
                email == null ? null : email.path("verified").asBoolean(false), words[0], words.length > 1 ? words[1] : null);
    }

    private static @Nullable JsonNode primary(JsonNode emails) {
        return emails.valueStream().filter(e -> e.path("primary").asBoolean(false)).findFirst().orElse(null);
    }

    private JsonNode ask(String path, String token) {
        var api = base.equals(PUBLIC) ? "https://api.github.com" : base + "/api/v3";
        return json(http.send(HttpRequest.newBuilder(URI.create(api + path)).header("Accept", "application/vnd.github+json")
                .header("Authorization", "Bearer " + token).GET()));
    }

    private static JsonNode json(IssuerHttp.Answer answer) {
        if (answer.status() != 200) {
            throw new IssuerFailure("GitHub answered " + answer.status() + ".");
        }
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new IssuerFailure("GitHub answered something that is no JSON.");
        }
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
