package app.atelier.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration ROTATION = Duration.ofDays(90);

    private static KeyRing.Key key(String id, Instant signsFrom) throws Exception {
        return new KeyRing.Key(new ECKeyGenerator(Curve.P_256).keyID(id).generate(), signsFrom);
    }

    private static List<String> ids(List<KeyRing.Key> keys) {
        return keys.stream().map(KeyRing.Key::id).toList();
    }

    @Test
    void aNewKeyIsPublishedBeforeItSigns() throws Exception {
        var ring = new KeyRing(List.of(key("new", NOW.plus(KeyRing.LEAD)), key("old", NOW.minus(ROTATION))));

        assertThat(ring.signer(NOW).orElseThrow().id()).isEqualTo("old");
        assertThat(ids(ring.published(NOW))).containsExactly("old", "new");
        assertThat(ring.signer(NOW.plus(KeyRing.LEAD)).orElseThrow().id()).isEqualTo("new");
    }

    @Test
    void theOldKeyStaysPublishedUntilItsTokensAreDead() throws Exception {
        var ring = new KeyRing(List.of(key("old", NOW.minus(ROTATION)), key("new", NOW)));
        var lastToken = NOW.plus(AccessTokens.GOOD_FOR);

        assertThat(ring.find("old", lastToken)).isNotNull();
        assertThat(ids(ring.published(lastToken))).containsExactly("old", "new");
        assertThat(ids(ring.dead(NOW.plus(KeyRing.AFTERLIFE)))).containsExactly("old");
        assertThat(ring.find("old", NOW.plus(KeyRing.AFTERLIFE))).isNull();
    }

    @Test
    void rotationIsDueOnScheduleAndOnce() throws Exception {
        var old = key("old", NOW.minus(ROTATION));

        assertThat(new KeyRing(List.of(old)).due(NOW.minusSeconds(1), ROTATION)).isFalse();
        assertThat(new KeyRing(List.of(old)).due(NOW, ROTATION)).isTrue();
        assertThat(new KeyRing(List.of(old, key("new", NOW.plus(KeyRing.LEAD)))).due(NOW, ROTATION)).isFalse();
    }
}
