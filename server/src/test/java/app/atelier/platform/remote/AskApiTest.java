package app.atelier.platform.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

import app.atelier.Client;
import app.atelier.House;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Only our own services may ask. */
class AskApiTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ASK = "/internal/users/has-administrator";

    private static House house;
    private static Client owner;

    @BeforeAll
    static void open() {
        house = House.only("users,auth", Map.of("atelier.service.secret", SECRET));
        owner = house.register();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static Client.Answer ask(String path, String token) {
        return house.stranger().post(path, Map.of(), "Authorization", "Bearer " + token);
    }

    private static String token(String secret, String type, String audience, Instant issued, Duration goodFor) throws JOSEException {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType(type)).build(),
                new JWTClaimsSet.Builder().issuer("test").audience(audience).issueTime(Date.from(issued))
                        .expirationTime(Date.from(issued.plus(goodFor))).build());
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    @Test
    void aGoodTokenOpensItsServiceOnly() {
        var tokens = new ServiceTokens(SECRET, "projects");
        assertThat(ask(ASK, tokens.issue("users")).is(200).text()).isEqualTo("false");
        ask(ASK, tokens.issue("projects")).problem(401, "unauthenticated");
        ask("/internal/auth/check", tokens.issue("users")).problem(401, "unauthenticated");
        ask("/internal/users/no-such-ask", tokens.issue("users")).problem(404, "not-found");
    }

    @Test
    void anythingElseIsRefused() throws JOSEException {
        var now = Instant.now();
        var minute = Duration.ofMinutes(1);
        ask(ASK, token(SECRET, "service+jwt", "users", now, minute)).is(200);
        ask(ASK, token("x".repeat(32), "service+jwt", "users", now, minute)).problem(401, "unauthenticated");
        ask(ASK, token(SECRET, "at+jwt", "users", now, minute)).problem(401, "unauthenticated");
        ask(ASK, token(SECRET, "service+jwt", "users", now.minus(Duration.ofMinutes(3)), minute)).problem(401, "unauthenticated");
        ask(ASK, token(SECRET, "service+jwt", "users", now.plus(minute), minute)).problem(401, "unauthenticated");
        ask(ASK, token(SECRET, "service+jwt", "users", now, Duration.ofHours(1))).problem(401, "unauthenticated");
        ask(ASK, new PlainJWT(new JWTClaimsSet.Builder().issuer("test").audience("users").issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(minute))).build()).serialize()).problem(401, "unauthenticated");
        ask(ASK, "").problem(401, "unauthenticated");
        assertThat(house.stranger().post(ASK, Map.of()).is(401).header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    void aPersonsAccessTokenIsRefused() {
        owner.get("/v1/users/me").is(200);
        owner.post(ASK, Map.of()).problem(401, "unauthenticated");
    }

    @Test
    void aServiceTokenIsNobodysAccessToken() {
        house.stranger().get("/v1/users/me", "Authorization", "Bearer " + new ServiceTokens(SECRET, "x").issue("users"))
                .problem(401, "unauthenticated");
    }

    @Test
    void withoutASecretThereIsNothing() {
        House.all().stranger().post(ASK, Map.of()).problem(404, "not-found");
        House.all().stranger().post(ASK, Map.of(), "Authorization", "Bearer " + new ServiceTokens(SECRET, "x").issue("users"))
                .problem(404, "not-found");
    }

    @Test
    void theApiDocumentDoesNotTell() {
        var paths = house.stranger().get("/v1/openapi.json").is(200).json().get("paths").propertyNames();
        assertThat(paths).isNotEmpty().noneMatch(p -> p.contains("internal"));
    }
}
