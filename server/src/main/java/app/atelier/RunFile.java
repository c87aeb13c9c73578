package app.atelier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import app.atelier.platform.LocalSecret;

/** {@code run/server.json} in the data folder: where the running server is, and what proves a local caller. */
final class RunFile {

    private RunFile() {
    }

    static void write(Path data, String url, LocalSecret secret) {
        var file = data.resolve("run").resolve("server.json");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "{\"url\":\"" + url + "\",\"secret\":\"" + secret.value() + "\"}\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }
}
