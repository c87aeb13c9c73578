package app.atelier.auth.sso;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

import app.atelier.platform.issuer.IssuerFailure;
import app.atelier.platform.issuer.IssuerHttp;
import app.atelier.platform.issuer.IssuerKeys;
import app.atelier.platform.issuer.IssuerMetadata;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What issuers say of themselves, kept for ten minutes. What went wrong is not kept. */
@Component
@EnableConfigurationProperties(SsoProperties.class)
class Issuers {

    private final IssuerHttp guarded;
    /** For what whoever runs the installation has set, wherever it is. */
    private final IssuerHttp trusted = new IssuerHttp(true);
    private final Cache<String, Issuer> known = Caffeine.newBuilder().maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(10)).build();

    Issuers(SsoProperties properties) {
        this.guarded = new IssuerHttp(properties.privateIssuers());
    }

    /**
     * An issuer that can be worked with.
     *
     * @param tellsIssuer whether its answers name it (RFC 9207)
     * @param postsSecret whether it takes a client's secret in the form only
     */
    record Issuer(String name, URI authorization, URI token, @Nullable URI userInfo, IssuerKeys keys, boolean tellsIssuer,
            boolean postsSecret, boolean knowsPkce) {
    }

    /** @param trusted whether it was set by whoever runs the installation */
    IssuerHttp http(boolean trusted) {
        return trusted ? this.trusted : guarded;
    }

    /** @throws IssuerFailure when an address of an organization's issuer cannot be one */
    void requireSpelling(URI address) {
        guarded.requireSpelling(address);
    }

    /** @throws IssuerFailure when it cannot be reached or is not what it should be */
    Issuer find(String issuer, boolean trusted) {
        var key = trusted + issuer;
        var cached = known.getIfPresent(key);
        if (cached == null) {
            cached = read(issuer, http(trusted));
            known.put(key, cached);
        }
        return cached;
    }

    /** Forgets what it knew, so that a test tells how it is now. */
    Issuer findAfresh(String issuer) {
        var read = read(issuer, guarded);
        known.put(false + issuer, read);
        return read;
    }

    private static Issuer read(String issuer, IssuerHttp http) {
        var metadata = IssuerMetadata.read(issuer, http);
        var ways = words(metadata, "token_endpoint_auth_methods_supported");
        var flows = words(metadata, "response_types_supported");
        if (!flows.isEmpty() && !flows.contains("code")) {
            throw new IssuerFailure("The issuer does not offer the authorization code flow (response type 'code').");
        }
        var challenges = words(metadata, "code_challenge_methods_supported");
        return new Issuer(issuer, endpoint(metadata, "authorization_endpoint", http), endpoint(metadata, "token_endpoint", http),
                metadata.has("userinfo_endpoint") ? endpoint(metadata, "userinfo_endpoint", http) : null,
                new IssuerKeys(endpoint(metadata, "jwks_uri", http), http),
                metadata.path("authorization_response_iss_parameter_supported").asBoolean(false),
                !ways.isEmpty() && !ways.contains("client_secret_basic"), challenges.isEmpty() || challenges.contains("S256"));
    }

    private static URI endpoint(JsonNode metadata, String name, IssuerHttp http) {
        var value = metadata.path(name).asString("");
        try {
            return http.require(URI.create(value));
        } catch (IllegalArgumentException | IssuerFailure e) {
            throw new IssuerFailure("The issuer's metadata say for " + name + ": " + (value.isEmpty() ? "nothing." : e.getMessage()));
        }
    }

    private static Set<String> words(JsonNode metadata, String name) {
        return metadata.path(name).valueStream().map(v -> v.asString("")).collect(Collectors.toSet());
    }
}
