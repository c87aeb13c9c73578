package app.atelier.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobCipherTest {

    @TempDir
    Path folder;
    private final byte[] key = BlobCipher.newKey();
    private final byte[] plain = new byte[200_000];

    BlobCipherTest() {
        new Random(7).nextBytes(plain);
    }

    private byte[] encrypted(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var sink = new BlobCipher(key, "a/b").encrypt(out)) {
            sink.write(bytes);
        }
        return out.toByteArray();
    }

    private byte[] decrypted(byte[] bytes, byte[] withKey, String context, long from, long length) throws IOException {
        var file = Files.write(Files.createTempFile(folder, "b", ""), bytes);
        var out = new ByteArrayOutputStream();
        try (var in = new BlobCipher(withKey, context).decrypt(Files.newByteChannel(file))) {
            BlobCipher.copy(in, from, length, out);
        }
        return out.toByteArray();
    }

    @Test
    void anyPartIsReadAlone() throws IOException {
        var sealed = encrypted(plain);
        for (var part : new long[][] {{0, 200_000}, {0, 1}, {65_530, 20}, {199_999, 1}, {131_000, 1_000}, {5, 0}}) {
            assertThat(decrypted(sealed, key, "a/b", part[0], part[1]))
                    .isEqualTo(Arrays.copyOfRange(plain, (int) part[0], (int) (part[0] + part[1])));
        }
        assertThat(decrypted(encrypted(new byte[0]), key, "a/b", 0, 0)).isEmpty();
    }

    @Test
    void itIsNotReadableAsItLies() throws IOException {
        var text = "the same words over and over ".repeat(1_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(new String(encrypted(text), java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("words");
    }

    @Test
    void whatIsAlteredMovedOrCutOffDoesNotOpen() throws IOException {
        var sealed = encrypted(plain);
        var altered = sealed.clone();
        altered[100_000] ^= 1;
        assertThatThrownBy(() -> decrypted(altered, key, "a/b", 0, 200_000)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> decrypted(sealed, key, "a/c", 0, 200_000)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> decrypted(sealed, BlobCipher.newKey(), "a/b", 0, 200_000)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> decrypted(Arrays.copyOf(sealed, 65_536 * 2), key, "a/b", 0, 200_000)).isInstanceOf(IOException.class);
    }
}
