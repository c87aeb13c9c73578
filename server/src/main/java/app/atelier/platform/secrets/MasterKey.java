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
        var file = data.resolve("secrets").resolve("master.key");
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

    private static void make(Path file) throws IOException {
        var key = new byte[32];
        new SecureRandom().nextBytes(key);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
    }
}
