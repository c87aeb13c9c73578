package app.atelier.gateway.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

/** security.md 24: signed over timestamp and raw body. */
class SignatureTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static String sign(List<String> secrets, long at, String body) {
        return Signature.of(secrets, "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(at), body.getBytes(StandardCharsets.UTF_8));
    }

    /** The example of the specification (standardwebhooks.com). */
    @Test
    void itIsTheStandardsOwn() {
        assertThat(sign(List.of(SECRET), 1_614_265_330, "{\"test\": 2432232314}")).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void outgoingWebhooksAreSignedOverTimestampAndRawBody() {
        var signature = sign(List.of(SECRET), 1, "{}");
        assertThat(sign(List.of(SECRET), 2, "{}")).isNotEqualTo(signature);
        assertThat(sign(List.of(SECRET), 1, "{ }")).isNotEqualTo(signature);
    }

    @Test
    void twoSecretsMakeTwoSignatures() {
        var other = Signature.newSecret();
        assertThat(sign(List.of(SECRET, other), 1, "{}")).isEqualTo(sign(List.of(SECRET), 1, "{}") + " " + sign(List.of(other), 1, "{}"));
        assertThat(Signature.newSecret()).startsWith("whsec_").isNotEqualTo(other);
    }
}
