package app.atelier.platform;

import java.nio.file.Path;

/** The folder in which this installation keeps what it must not lose. */
public record DataFolder(Path path) {

    public Path resolve(String name) {
        return path.resolve(name);
    }
}
