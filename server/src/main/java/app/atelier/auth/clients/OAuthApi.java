package app.atelier.auth.clients;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import app.atelier.auth.keys.AccessTokens;
import app.atelier.auth.tokens.Scopes;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Public;
import app.atelier.platform.web.Address;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The endpoints that clients themselves call, in the words of OAuth rather than of our API. */
@RestController
@Tag(name = "auth")
class OAuthApi {

    private static final String BASIC = "Basic ";

    private final Exchanges exchanges;
    private final Address address;

    OAuthApi(Exchanges exchanges, Address address) {
        this.exchanges = exchanges;
        this.address = address;
    }

    /** @param expiresIn seconds */
    record TokenAnswer(@JsonProperty("access_token") String accessToken, @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn, @JsonProperty("refresh_token") String refreshToken, String scope) {
    }

    record ErrorAnswer(String error, @JsonProperty("error_description") String description) {
    }

    @Public
    @PostMapping(path = "/v1/auth/oauth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Operation(summary = "A client exchanges a code or a refresh token for an access token (RFC 6749 §3.2)")
    ResponseEntity<TokenAnswer> token(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam(name = "grant_type", required = false) @Nullable String grantType,
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            @RequestParam(name = "client_secret", required = false) @Nullable String clientSecret,
            @RequestParam(name = "code", required = false) @Nullable String code,
            @RequestParam(name = "code_verifier", required = false) @Nullable String codeVerifier,
            @RequestParam(name = "redirect_uri", required = false) @Nullable String redirectUri,
            @RequestParam(name = "refresh_token", required = false) @Nullable String refreshToken,
            @RequestParam(name = "scope", required = false) @Nullable String scope,
            @Parameter(hidden = true) HttpServletRequest request) {
        requireFormOnce(request);
        var client = exchanges.prove(credentials(authorization, clientId, clientSecret));
        var issued = switch (present("grant_type", grantType)) {
            case "authorization_code" -> exchanges.code(client, present("code", code), present("code_verifier", codeVerifier), redirectUri);
            case "refresh_token" -> exchanges.refresh(client, present("refresh_token", refreshToken), scope);
            default -> throw new OAuthError("unsupported_grant_type", "grant_type must be authorization_code or refresh_token.");
        };
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new TokenAnswer(issued.accessToken(), "Bearer",
                AccessTokens.GOOD_FOR.toSeconds(), issued.refreshToken(), Scopes.words(issued.scopes())));
    }

    @Public
    @PostMapping(path = "/v1/auth/oauth/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Operation(summary = "A client gives a token back, and with it what it was allowed (RFC 7009)")
    ResponseEntity<Void> revoke(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization,
            @RequestParam(name = "client_id", required = false) @Nullable String clientId,
            @RequestParam(name = "client_secret", required = false) @Nullable String clientSecret,
            @RequestParam(name = "token", required = false) @Nullable String token,
            @Parameter(hidden = true) HttpServletRequest request) {
        requireFormOnce(request);
        exchanges.giveBack(exchanges.prove(credentials(authorization, clientId, clientSecret)), present("token", token));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
    }

    /** Secrets in the address would stand in logs, and a parameter sent twice means nothing (RFC 6749 §3.2). */
    private static void requireFormOnce(HttpServletRequest request) {
        if (request.getQueryString() != null) {
            throw OAuthError.invalidRequest("Parameters belong in the body.");
        }
        if (request.getParameterMap().values().stream().anyMatch(values -> values.length > 1)) {
            throw OAuthError.invalidRequest("A parameter was sent twice.");
        }
    }

    private static String present(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw OAuthError.invalidRequest(name + " is missing.");
        }
        return value;
    }

    /** By HTTP Basic or in the body, never both (RFC 6749 §2.3). */
    private static Exchanges.Credentials credentials(@Nullable String authorization, @Nullable String clientId, @Nullable String clientSecret) {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return new Exchanges.Credentials(clientId, clientSecret);
        }
        if (clientSecret != null) {
            throw OAuthError.invalidRequest("The client must prove itself in one way, not in two.");
        }
        try {
            var pair = new String(Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip()), StandardCharsets.UTF_8).split(":", 2);
            var id = URLDecoder.decode(pair[0], StandardCharsets.UTF_8);
            if (pair.length == 2 && (clientId == null || clientId.equals(id))) {
                return new Exchanges.Credentials(id, URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw OAuthError.invalidClient();
    }

    @ExceptionHandler
    ResponseEntity<ErrorAnswer> told(OAuthError error) {
        var status = error.code().equals("invalid_client") ? HttpStatus.UNAUTHORIZED : HttpStatus.BAD_REQUEST;
        var answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
        if (status == HttpStatus.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"clients\"");
        }
        return answer.contentType(MediaType.APPLICATION_JSON).body(new ErrorAnswer(error.code(), error.description()));
    }

    @Public
    @GetMapping("/.well-known/oauth-authorization-server")
    @Operation(summary = "What this authorization server can do (RFC 8414)")
    Map<String, Object> metadata() {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("issuer", address.base());
        metadata.put("authorization_endpoint", address.link("/authorize"));
        metadata.put("token_endpoint", address.link("/v1/auth/oauth/token"));
        metadata.put("revocation_endpoint", address.link("/v1/auth/oauth/revoke"));
        metadata.put("scopes_supported", Arrays.stream(Permission.values()).filter(Permission::grantable).map(Permission::word).toList());
        metadata.put("response_types_supported", List.of("code"));
        metadata.put("response_modes_supported", List.of("query"));
        metadata.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post", "none"));
        metadata.put("revocation_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post", "none"));
        metadata.put("code_challenge_methods_supported", List.of("S256"));
        metadata.put("authorization_response_iss_parameter_supported", true);
        metadata.put("service_documentation", address.link("/docs/api"));
        return metadata;
    }
}
