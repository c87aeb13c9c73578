package app.atelier.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The process that looks after a cluster, as its {@code postmaster.pid} names it. */
final class Postmaster {

    private Postmaster() {
    }

    /** Empty when none runs: there is no such file, or its process is gone or is not PostgreSQL. */
    static Optional<ProcessHandle> of(Path cluster) throws IOException {
        var file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        return lines.isEmpty() ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().trim())).filter(Postmaster::isPostgres);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(c -> Path.of(c).endsWith("postgres")).orElse(false);
    }
}
