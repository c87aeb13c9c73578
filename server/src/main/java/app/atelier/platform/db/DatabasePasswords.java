package app.atelier.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/**
 * The passwords of the embedded database's two roles, made at the first start and readable by the owner only.
 *
 * @param ownerFile holds the owner's password alone, as {@code initdb} wants it
 */
record DatabasePasswords(String owner, String app, Path ownerFile) {

    private static final int BYTES = 24;

    /** @param secrets the folder that keeps them, made where it is missing */
    static DatabasePasswords in(Path secrets) throws IOException {
        var file = Files.createDirectories(secrets).resolve("database");
        var passwords = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                passwords.load(in);
            }
        } else {
            passwords.setProperty("owner", secret());
            passwords.setProperty("app", secret());
            writePrivately(file, "owner=" + passwords.getProperty("owner") + "\napp=" + passwords.getProperty("app") + "\n");
        }
        var ownerFile = secrets.resolve("owner");
        writePrivately(ownerFile, passwords.getProperty("owner"));
        return new DatabasePasswords(passwords.getProperty("owner"), passwords.getProperty("app"), ownerFile);
    }

    private static String secret() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void writePrivately(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }

    /** Keeps them out of logs. */
    @Override
    public String toString() {
        return "DatabasePasswords[" + ownerFile + "]";
    }
}
