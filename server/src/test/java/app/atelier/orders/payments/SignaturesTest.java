package app.atelier.orders.payments;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import app.atelier.platform.web.Problem;
import org.junit.jupiter.api.Test;

class SignaturesTest {

    private static final byte[] SECRET = "a secret of thirty-two bytes.....".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BODY = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private final String good = Signatures.sign(SECRET, NOW, BODY);

    private void refused(String header, byte[] body, Instant now, String why) {
        assertThatThrownBy(() -> Signatures.verify(SECRET, header, body, now))
                .isInstanceOf(Problem.Unreadable.class).hasMessageContaining(why);
    }

    @Test
    void aSignatureHoldsForItsBodySecretAndTime() {
        assertThatCode(() -> Signatures.verify(SECRET, good, BODY, NOW)).doesNotThrowAnyException();
        assertThatCode(() -> Signatures.verify(SECRET, good, BODY, NOW.plusSeconds(300))).doesNotThrowAnyException();
        refused(good, BODY, NOW.plusSeconds(301), "another time");
        refused(good, BODY, NOW.minusSeconds(301), "another time");
        refused(good, "{\"id\":\"2\"}".getBytes(StandardCharsets.UTF_8), NOW, "not a signature of this body");
        refused(Signatures.sign("other".getBytes(StandardCharsets.UTF_8), NOW, BODY), BODY, NOW, "not a signature");
        refused(good.replaceFirst("t=\\d+", "t=" + NOW.plusSeconds(1).getEpochSecond()), BODY, NOW, "not a signature");
    }

    @Test
    void otherFormsAreRefused() {
        for (var header : new String[] {"", "v1=00", "t=1", "t=x,v1=" + "0".repeat(64), good + ",v0=1", "t=9999999999999999999,v1=" + "0".repeat(64)}) {
            refused(header, BODY, NOW, "must look like");
        }
    }
}
