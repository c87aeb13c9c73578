package app.atelier.platform.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals small secrets (keys, tokens; not files) with AES-256-GCM: one version byte, a random 96-bit nonce, the
 * ciphertext and a 128-bit tag (NIST SP 800-38D). The context is authenticated with it, so that a sealed value moved
 * to another place does not open there.
 */
public final class SecretBox {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /** @param masterKey 32 bytes */
    public SecretBox(byte[] masterKey) {
        if (masterKey.length != 32) {
            throw new IllegalArgumentException("A master key has 32 bytes, this one has " + masterKey.length);
        }
        this.key = new SecretKeySpec(masterKey, "AES");
    }

    /** @param context what the secret is and whose, such as {@code auth.signing_key/2026-11} */
    public byte[] seal(byte[] secret, String context) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(secret);
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length).put(VERSION).put(nonce).put(sealed).array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }

    /** @throws IllegalStateException when it was sealed with another key, for another context, or was altered */
    public byte[] open(byte[] sealed, String context) {
        try {
            if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != VERSION) {
                throw new IllegalStateException("This is no sealed secret: " + context);
            }
            var nonce = Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, context)
                    .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The secret " + context
                    + " does not open: is this the master key it was sealed with?", e);
        }
    }

    /** The same for a text that travels as text, such as in a journal entry: base64url. */
    public String sealText(String secret, String context) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal(secret.getBytes(StandardCharsets.UTF_8), context));
    }

    /** @throws IllegalStateException as {@link #open} does, and when it is not base64url */
    public String openText(String sealed, String context) {
        try {
            return new String(open(Base64.getUrlDecoder().decode(sealed), context), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("This is no sealed secret: " + context, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
