package app.atelier.platform.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

import app.atelier.platform.Refusal;

/** The installation's master key: {@code secrets/master.key} in the data folder, made at first start, mode 0600. */
public final class MasterKey {

    private static final int LENGTH = 32;

    private MasterKey() {
    }

    /** @return 32 bytes */
    public static byte[] in(Path data) {
        var file = file(data);
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                make(file);
            }
            return Base64.getDecoder().decode(Files.readString(file).trim());
        } catch (IOException e) {
            throw new UncheckedIOException("The master key " + file + " cannot be read or made", e);
        }
    }

    /** @throws Refusal when the file cannot be read or holds no key */
    static byte[] of(Path file) {
        try {
            var key = Base64.getDecoder().decode(Files.readString(file).trim());
            if (key.length == LENGTH) {
                return key;
            }
        } catch (IOException | IllegalArgumentException e) {
            // Told below.
        }
        throw new Refusal("ATELIER_SECRETS_KEY_FILE names " + file + ", which cannot be read or is no master key; it must hold"
                + " the same 32 bytes as base64 for all processes, such as `openssl rand -base64 32` gives.");
    }

    /** Whether there is one already. */
    public static boolean exists(Path data) {
        return Files.exists(file(data));
    }

    /** Puts one that was kept elsewhere into a data folder that has none. */
    public static void bring(Path data, byte[] key) throws IOException {
        Files.createDirectories(file(data).getParent());
        write(file(data), key);
    }

    private static Path file(Path data) {
        return data.resolve("secrets").resolve("master.key");
    }

    private static void make(Path file) throws IOException {
        var key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        write(file, key);
    }

    private static void write(Path file, byte[] key) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
    }
}
