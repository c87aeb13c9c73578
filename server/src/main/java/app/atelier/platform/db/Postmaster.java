package app.atelier.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The process that looks after a cluster, as its {@code postmaster.pid} names it. */
final class Postmaster {

    private Postmaster() {
    }

    /** Empty when none runs: there is no such file, or its process is gone or is another by now. */
    static Optional<ProcessHandle> of(Path cluster) throws IOException {
        return named(cluster).filter(process -> looksAfter(process, cluster));
    }

    /** Whatever process has the pid in the file now. */
    static Optional<ProcessHandle> named(Path cluster) throws IOException {
        var file = file(cluster);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        return lines.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(lines.getFirst().trim()));
    }

    static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    /** A pid is given out again; the process must be a PostgreSQL, and of this cluster. */
    private static boolean looksAfter(ProcessHandle process, Path cluster) {
        var info = process.info();
        return info.command().map(c -> Path.of(c).endsWith("postgres")).orElse(false)
                && info.arguments().map(a -> Arrays.asList(a).contains(cluster.toString())).orElse(true);
    }
}
