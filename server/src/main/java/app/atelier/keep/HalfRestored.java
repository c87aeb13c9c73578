package app.atelier.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import app.atelier.platform.Refusal;

/** Marks a data folder while a backup is restored into it, so that nothing starts on half of one after a crash. */
public final class HalfRestored {

    private static final String MARK = "half-restored";

    private HalfRestored() {
    }

    /** @throws Refusal when a restoration into this folder did not end */
    public static void refuse(Path data) {
        if (Files.exists(data.resolve(MARK))) {
            throw new Refusal("A restoration into " + data + " did not end; delete the folder and restore again.");
        }
    }

    static void mark(Path data) throws IOException {
        Files.createFile(data.resolve(MARK));
    }

    static void unmark(Path data) throws IOException {
        Files.delete(data.resolve(MARK));
    }
}
