package app.atelier.platform.secrets;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;

import javax.crypto.SecretKey;

import app.atelier.platform.secrets.DataKeys.Key;
import org.jspecify.annotations.Nullable;

/**
 * Seals small secrets (keys, tokens; not files) with AES-256-GCM. The context is authenticated with it, so that a
 * sealed value moved to another place does not open there. The first byte says how it goes on:
 *
 * <ol>
 * <li>sealed with the one key there is: nonce, ciphertext, tag; so it was before there were data keys
 * <li>sealed with a data key: its id (16 bytes), then as above
 * <li>what travels as text brings its key along, wrapped: the id, the provider's name and the wrapped key, each after
 * its length (1 and 2 bytes), then as above. So it opens in another database of the installation, and for ever.
 * </ol>
 */
public final class SecretBox {

    private static final byte ONE_KEY = 1;
    private static final byte DATA_KEY = 2;
    private static final byte TRAVELLING = 3;
    private static final int ID_BYTES = 16;

    private final @Nullable SecretKey only;
    private final @Nullable DataKeys keys;

    /**
     * With one key and no other, as a passphrase gives it.
     *
     * @param key 32 bytes
     */
    public SecretBox(byte[] key) {
        this.only = Aes.key(key);
        this.keys = null;
    }

    /** With the installation's data keys. */
    public SecretBox(DataKeys keys) {
        this.only = null;
        this.keys = keys;
    }

    /** @param context what the secret is and whose, such as {@code auth.signing_key/2026-11} */
    public byte[] seal(byte[] secret, String context) {
        if (keys == null) {
            return join(ByteBuffer.allocate(1).put(ONE_KEY), Aes.seal(one(context), secret, context));
        }
        var key = keys.current();
        return join(head(key), Aes.seal(key.key(), secret, context));
    }

    private static ByteBuffer head(Key key) {
        return ByteBuffer.allocate(1 + ID_BYTES).put(DATA_KEY)
                .putLong(key.id().getMostSignificantBits()).putLong(key.id().getLeastSignificantBits());
    }

    private static byte[] join(ByteBuffer head, byte[] sealed) {
        return ByteBuffer.allocate(head.position() + sealed.length).put(head.flip()).put(sealed).array();
    }

    /** Whether a value is sealed with the key that seals now. */
    public boolean isCurrent(byte[] sealed) {
        return keys == null || sealed.length > ID_BYTES && sealed[0] == DATA_KEY && id(sealed).equals(keys.currentId());
    }

    private static UUID id(byte[] sealed) {
        var buffer = ByteBuffer.wrap(sealed, 1, ID_BYTES);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /**
     * Whether this may be a sealed value at all, for columns that once held values in clear.
     */
    public static boolean looksSealed(byte[] value) {
        return value.length > 1 + Aes.NONCE_BYTES && value[0] >= ONE_KEY && value[0] <= TRAVELLING;
    }

    /** @throws IllegalStateException when it was sealed with another key, for another context, or was altered */
    public byte[] open(byte[] sealed, String context) {
        if (sealed.length <= 1 + Aes.NONCE_BYTES) {
            throw new IllegalStateException("This is no sealed secret: " + context);
        }
        try {
            return switch (sealed[0]) {
                case ONE_KEY -> Aes.open(one(context), sealed, 1, context);
                case DATA_KEY -> Aes.open(known(id(sealed), context).key(), sealed, 1 + ID_BYTES, context);
                case TRAVELLING -> openTravelling(ByteBuffer.wrap(sealed, 1, sealed.length - 1), sealed, context);
                default -> throw new IllegalStateException("This is no sealed secret: " + context);
            };
        } catch (GeneralSecurityException | BufferUnderflowException | KeyProvider.Failed e) {
            throw new IllegalStateException("The secret " + context + " does not open: is this the key it was sealed with?", e);
        }
    }

    private SecretKey one(String context) {
        var key = keys == null ? only : keys.master();
        if (key == null) {
            throw new IllegalStateException("The secret " + context + " was sealed with a master key, and no file holds one");
        }
        return key;
    }

    private Key known(UUID id, String context) {
        var key = keys == null ? null : keys.key(id);
        if (key == null) {
            throw new IllegalStateException("The secret " + context + " was sealed with the data key " + id + ", which is not here");
        }
        return key;
    }

    private byte[] openTravelling(ByteBuffer from, byte[] sealed, String context) throws GeneralSecurityException {
        var id = new UUID(from.getLong(), from.getLong());
        var provider = new byte[Byte.toUnsignedInt(from.get())];
        from.get(provider);
        var wrapped = new byte[Short.toUnsignedInt(from.getShort())];
        from.get(wrapped);
        if (keys == null) {
            throw new IllegalStateException("The secret " + context + " was sealed with the data key " + id + ", which is not here");
        }
        return Aes.open(keys.brought(id, new String(provider, StandardCharsets.US_ASCII), wrapped).key(), sealed, from.position(), context);
    }

    /** The same for a text that travels as text, such as in a journal entry: base64url. */
    public String sealText(String secret, String context) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(keys == null ? seal(bytes, context) : sealTravelling(keys.current(), bytes, context));
    }

    private static byte[] sealTravelling(Key key, byte[] secret, String context) {
        var provider = key.provider().getBytes(StandardCharsets.US_ASCII);
        var head = ByteBuffer.allocate(1 + ID_BYTES + 1 + provider.length + 2 + key.wrapped().length).put(TRAVELLING)
                .putLong(key.id().getMostSignificantBits()).putLong(key.id().getLeastSignificantBits())
                .put((byte) provider.length).put(provider).putShort((short) key.wrapped().length).put(key.wrapped());
        return join(head, Aes.seal(key.key(), secret, context));
    }

    /** @throws IllegalStateException as {@link #open} does, and when it is not base64url */
    public String openText(String sealed, String context) {
        try {
            return new String(open(Base64.getUrlDecoder().decode(sealed), context), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("This is no sealed secret: " + context, e);
        }
    }
}
