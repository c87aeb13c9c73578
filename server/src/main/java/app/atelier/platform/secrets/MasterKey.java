package app.atelier.platform.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The installation's master key: {@code secrets/master.key} in the data folder, made at first start, mode 0600. */
public final class MasterKey {

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
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        write(file, key);
    }

    private static void write(Path file, byte[] key) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
    }
}
