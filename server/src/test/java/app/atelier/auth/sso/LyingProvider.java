package app.atelier.auth.sso;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

/**
 * An OpenID Connect provider that checks what we send as strictly as the standards let it, and answers what a test wants
 * it to. It names its issuer on the way back (RFC 9207).
 */
final class LyingProvider {

    final RSAKey key;
    private final HttpServer server;
    private final Map<String, Granted> codes = new ConcurrentHashMap<>();

    /** What was asked for, and what will be answered. */
    private record Granted(String nonce, String challenge, String redirect, String client, BiFunction<JWTClaimsSet.Builder, LyingProvider, String> token) {
    }

    LyingProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("honest").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        serve("/.well-known/openid-configuration", _ -> "{\"issuer\":\"" + url() + "\",\"authorization_endpoint\":\"" + url() + "/authorize\",\"token_endpoint\":\""
                + url() + "/token\",\"jwks_uri\":\"" + url() + "/keys\",\"authorization_response_iss_parameter_supported\":true,"
                + "\"response_types_supported\":[\"code\"],\"code_challenge_methods_supported\":[\"S256\"]}");
        serve("/keys", _ -> new JWKSet(key.toPublicJWK()).toString());
        serve("/token", this::token);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void serve(String path, Function<Map<String, String>, String> answer) {
        server.createContext(path, exchange -> {
            var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var parameters = form.isEmpty() ? Map.<String, String>of() : java.util.Arrays.stream(form.split("&")).map(p -> p.split("=", 2))
                    .collect(Collectors.toMap(p -> p[0], p -> URLDecoder.decode(p[1], StandardCharsets.UTF_8)));
            var said = answer.apply(parameters);
            var body = said.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(said.startsWith("{\"error\"") ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /** Lets somebody in who set out; {@code token} makes the ID token from claims that are right. Answers the code. */
    String let(SsoHouse.Away away, BiFunction<JWTClaimsSet.Builder, LyingProvider, String> token) {
        if (!"S256".equals(away.parameter("code_challenge_method")) || !"code".equals(away.parameter("response_type"))) {
            throw new AssertionError("no PKCE with S256: " + away.to());
        }
        var code = UUID.randomUUID().toString();
        codes.put(code, new Granted(away.parameter("nonce"), away.parameter("code_challenge"), away.parameter("redirect_uri"),
                away.parameter("client_id"), token));
        return code;
    }

    private String token(Map<String, String> form) {
        var granted = codes.remove(String.valueOf(form.get("code")));
        if (granted == null || !Objects.equals(granted.redirect(), form.get("redirect_uri")) || !Objects.equals(granted.challenge(), digest(form.get("code_verifier")))) {
            return "{\"error\":\"invalid_grant\"}";
        }
        var claims = new JWTClaimsSet.Builder().issuer(url()).audience(granted.client()).subject("ada").claim("nonce", granted.nonce())
                .issueTime(Date.from(Instant.now())).expirationTime(Date.from(Instant.now().plusSeconds(300)));
        return "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + granted.token().apply(claims, this) + "\"}";
    }

    String sign(JWTClaimsSet claims) {
        return sign(claims, key);
    }

    static String sign(JWTClaimsSet claims, RSAKey key) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("honest").build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String digest(String verifier) {
        try {
            return verifier == null ? "" : Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
