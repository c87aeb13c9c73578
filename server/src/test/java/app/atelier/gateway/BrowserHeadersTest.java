package app.atelier.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import app.atelier.House;
import app.atelier.collaboration.realtime.LiveClient;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class BrowserHeadersTest {

    private final House house = House.all();

    /** security.md 22. */
    @Test
    void noPageOrAnswerAllowsInlineCodeOrFraming() {
        for (var path : new String[] {"/", "/projects", "/healthz", "/docs/api", "/docs/swagger-ui/index.html", "/v1/openapi.json", "/v1/users/me", "/dev/outbox", "/nothing.here"}) {
            var answer = house.stranger().get(path);
            var policy = answer.header("Content-Security-Policy");
            assertThat(policy).as(path).contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe", "*", "http:");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).as(path).isEqualTo("same-origin");
        }
    }

    /** security.md 20. */
    @Test
    void theLiveConnectionOpensForPagesOfAtelierOnly() {
        for (var origin : Arrays.asList("https://evil.example.org", "null", house.url().replace("http:", "https:"), house.url().replace("localhost", "localhost.evil.org"))) {
            Assertions.assertThatThrownBy(() -> LiveClient.silent(house, origin)).as(origin).hasStackTraceContaining("status code 403");
        }
        LiveClient.silent(house, house.url()).close();
    }
}
