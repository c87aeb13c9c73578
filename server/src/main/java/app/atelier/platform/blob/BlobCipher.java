package app.atelier.platform.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;

/**
 * Encrypts a blob with a key of its own: AES-256-GCM in segments of 64 KiB whose number and end are authenticated
 * (Hoang, Reyhanitabar, Rogaway, Vizár: STREAM, CRYPTO 2015; Tink's AesGcmHkdfStreaming), so that any part can be
 * read alone, and none be cut off, swapped or moved to another blob.
 */
public final class BlobCipher {

    private static final int KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AesGcmHkdfStreaming cipher;
    private final byte[] context;

    /**
     * @param key     32 bytes, used for one blob only
     * @param context what the blob is and whose; must be the same for reading
     */
    public BlobCipher(byte[] key, String context) {
        try {
            cipher = new AesGcmHkdfStreaming(key, "HmacSha256", KEY_BYTES, SEGMENT_BYTES, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("A blob's key has " + KEY_BYTES + " bytes", e);
        }
        this.context = context.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] newKey() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }

    /** Closing the stream writes the end, without which the blob cannot be read. */
    public OutputStream encrypt(OutputStream out) throws IOException {
        try {
            return cipher.newEncryptingStream(out, context);
        } catch (GeneralSecurityException e) {
            throw new IOException("A blob cannot be encrypted", e);
        }
    }

    /** Reading fails with an {@link IOException} where the blob was altered. */
    public SeekableByteChannel decrypt(SeekableByteChannel in) throws IOException {
        try {
            return cipher.newSeekableDecryptingChannel(in, context);
        } catch (GeneralSecurityException e) {
            throw new IOException("A blob cannot be decrypted", e);
        }
    }

    /**
     * Copies {@code length} bytes from {@code from} on.
     *
     * @throws java.io.EOFException when there are fewer
     */
    public static void copy(SeekableByteChannel in, long from, long length, OutputStream out) throws IOException {
        var buffer = ByteBuffer.allocate(SEGMENT_BYTES);
        in.position(from);
        for (var left = length; left > 0; left -= buffer.position()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), left));
            if (in.read(buffer) < 0) {
                throw new java.io.EOFException("A blob ends " + left + " bytes early");
            }
            out.write(buffer.array(), 0, buffer.position());
        }
    }
}
