package app.atelier.engines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the build has put the engines: {@code -Datelier.engines=DIR}, else {@code engines} of the source tree. */
final class EngineFiles {

    private EngineFiles() {
    }

    /** @throws IllegalStateException when the engines were not built, saying how to build them */
    static Path of(String name) {
        var stated = System.getProperty("atelier.engines");
        var candidates = stated != null ? List.of(Path.of(stated)) : List.of(Path.of("engines"), Path.of("../engines"));
        return candidates.stream().map(c -> c.resolve(name).toAbsolutePath().normalize()).filter(Files::isDirectory).findFirst()
                .orElseThrow(() -> new IllegalStateException("The engine " + name + " is not in " + candidates
                        + "; build it with ./mvnw -pl engines,engines/" + name + " process-resources"));
    }

    /** The Java program that runs us. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
