package app.atelier.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.secrets.KeyProvider.Failed;
import org.junit.jupiter.api.Test;

/** What every key provider keeps to. */
abstract class KeyProviderContract {

    abstract KeyProvider provider() throws Exception;

    /** One with another master key. */
    abstract KeyProvider other() throws Exception;

    @Test
    void whatItWrapsItUnwraps() throws Exception {
        var key = Aes.newKey();
        var wrapped = provider().wrap(key, "a");
        assertThat(provider().unwrap(wrapped, "a")).isEqualTo(key);
        assertThat(new String(wrapped, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(key, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    @Test
    void aWrappedKeyIsGoodInItsPlaceOnlyAndUnaltered() throws Exception {
        var wrapped = provider().wrap(Aes.newKey(), "a");
        assertThatThrownBy(() -> provider().unwrap(wrapped, "b")).isInstanceOf(Failed.class);
        assertThatThrownBy(() -> other().unwrap(wrapped, "a")).isInstanceOf(Failed.class);
        wrapped[wrapped.length - 3] ^= 1;
        assertThatThrownBy(() -> provider().unwrap(wrapped, "a")).isInstanceOf(Failed.class)
                .satisfies(e -> assertThat(((Failed) e).sentence()).endsWith("."));
    }

    @Test
    void aBoxOverItSealsAndWhatTravelsOpensElsewhere() throws Exception {
        var provider = provider();
        var id = UUID.randomUUID();
        var row = new DataKeys.Wrapped(id, provider.wrap(Aes.newKey(), "platform.data_key/" + id), provider.name(), java.time.Instant.now(), null);
        var box = new SecretBox(new DataKeys(() -> List.of(row), providers(provider)));
        assertThat(box.open(box.seal(new byte[] {1, 2, 3}, "x"), "x")).containsExactly(1, 2, 3);
        // The other database has another data key, and the same provider.
        var elsewhere = new SecretBox(new DataKeys(List::of, providers(provider)));
        assertThatThrownBy(() -> elsewhere.open(box.seal(new byte[] {1}, "x"), "x")).isInstanceOf(IllegalStateException.class);
        assertThat(elsewhere.openText(box.sealText("a link", "x"), "x")).isEqualTo("a link");
        assertThatThrownBy(() -> elsewhere.openText(box.sealText("a link", "x"), "y")).isInstanceOf(IllegalStateException.class);
    }

    static KeyProviders providers(KeyProvider only) {
        return new KeyProviders(only.name(), name -> {
            if (name.equals(only.name())) {
                return only;
            }
            throw new Failed("There is no provider " + name + ".");
        });
    }
}
