package app.atelier.keep;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import app.atelier.platform.Refusal;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.secrets.Tokens;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A backup's key, sealed under one that Argon2id (RFC 9106, its second recommendation: 64 MiB, 3 passes, 4 lanes)
 * makes of a passphrase. It lies in the open beside the backup.
 *
 * @param check tells a damaged envelope from a wrong passphrase
 */
record Envelope(int memoryKib, int passes, int lanes, String salt, String sealed, String check) {

    private static final int MEMORY_KIB = 65_536;
    private static final int PASSES = 3;
    private static final int LANES = 4;
    /** An envelope that asks for more is not ours. */
    private static final int MOST_MEMORY_KIB = 1 << 20;
    private static final int SALT_BYTES = 16;
    private static final int KEY_BYTES = 32;

    static Envelope seal(byte[] key, String passphrase, String point) {
        var salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        var sealed = new SecretBox(derive(passphrase, salt, MEMORY_KIB, PASSES, LANES)).seal(key, context(point));
        return new Envelope(MEMORY_KIB, PASSES, LANES, base64(salt), base64(sealed), check(salt, sealed));
    }

    /** @throws Refusal when it is damaged or the passphrase another */
    byte[] open(String passphrase, String point) {
        var saltBytes = bytes(salt, point);
        var sealedBytes = bytes(sealed, point);
        if (!check.equals(check(saltBytes, sealedBytes)) || memoryKib < 8 || memoryKib > MOST_MEMORY_KIB || passes < 1
                || passes > 100 || lanes < 1 || lanes > 64) {
            throw damaged(point);
        }
        try {
            return new SecretBox(derive(passphrase, saltBytes, memoryKib, passes, lanes)).open(sealedBytes, context(point));
        } catch (IllegalStateException e) {
            throw new Refusal("The passphrase does not open the backup " + point
                    + "; give the one it was made with in ATELIER_BACKUP_PASSPHRASE or ATELIER_BACKUP_PASSPHRASE_FILE.");
        }
    }

    private static Refusal damaged(String point) {
        return new Refusal("The key of the backup " + point + " is damaged; use another backup (--point).");
    }

    private static byte[] derive(String passphrase, byte[] salt, int memoryKib, int passes, int lanes) {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withSalt(salt).withMemoryAsKB(memoryKib)
                .withIterations(passes).withParallelism(lanes).build());
        var key = new byte[KEY_BYTES];
        argon2.generateBytes(passphrase.getBytes(StandardCharsets.UTF_8), key);
        return key;
    }

    private static String context(String point) {
        return "atelier backup/" + point;
    }

    private static String check(byte[] salt, byte[] sealed) {
        var both = Arrays.copyOf(salt, salt.length + sealed.length);
        System.arraycopy(sealed, 0, both, salt.length, sealed.length);
        return base64(Tokens.sha256(both));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String base64, String point) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw damaged(point);
        }
    }
}
