package app.atelier.platform.db;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A postmaster that outlived its server, as after {@code kill -9}. */
final class Orphan {

    private static final Logger log = LoggerFactory.getLogger(Orphan.class);
    private static final int PATIENCE_SECONDS = 60;

    private Orphan() {
    }

    /**
     * Stops the postmaster of this cluster if one runs. A {@code postmaster.pid} whose process is gone, or is not
     * PostgreSQL, is left to PostgreSQL, which judges it better.
     *
     * @throws IOException when it runs and does not stop within a minute
     */
    static void stop(Path cluster) throws IOException {
        var process = Postmaster.of(cluster).orElse(null);
        if (process == null) {
            return;
        }
        log.info("A PostgreSQL from a server that died is still running in {}; stopping it first", cluster);
        // SIGINT is PostgreSQL's fast shutdown; Java can only send SIGTERM, which waits for clients.
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("the PostgreSQL with pid " + process.pid() + " does not stop; stop it by hand", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for an old PostgreSQL to stop", e);
        }
    }
}
