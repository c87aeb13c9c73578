package app.atelier.platform.analytics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import app.atelier.platform.system.Storage;
import app.atelier.platform.system.StorageSource;

/** How much the analytical store's folder takes. */
final class DuckDbStorage implements StorageSource {

    private final Path folder;

    DuckDbStorage(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Storage> storage() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            var used = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
            return List.of(new Storage("Analytical store", folder.toString(), used, null, "DuckDB; can be loaded anew from the database."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
