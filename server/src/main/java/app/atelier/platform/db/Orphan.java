package app.atelier.platform.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A postmaster that outlived its server, as after {@code kill -9}. */
final class Orphan {

    private static final Logger log = LoggerFactory.getLogger(Orphan.class);
    private static final int PATIENCE_SECONDS = 60;
    /** No system gives out a pid as large as this. */
    private static final String NOBODY = String.valueOf(Integer.MAX_VALUE - 1);

    private Orphan() {
    }

    /**
     * Stops the postmaster of this cluster if one runs. A {@code postmaster.pid} whose process is gone is left to
     * PostgreSQL, which judges it better; one whose pid belongs to another program by now is made to name none, because
     * PostgreSQL would take that program for itself. The file stays: with it PostgreSQL finds processes that outlived
     * their postmaster.
     *
     * @throws IOException when it runs and does not stop within a minute
     */
    static void stop(Path cluster) throws IOException {
        var process = Postmaster.of(cluster).orElse(null);
        if (process == null) {
            disown(cluster);
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

    private static void disown(Path cluster) throws IOException {
        var other = Postmaster.named(cluster).orElse(null);
        if (other == null) {
            return;
        }
        log.info("The pid of an old PostgreSQL in {} belongs to another program by now", cluster);
        var lines = new ArrayList<>(Files.readAllLines(Postmaster.file(cluster)));
        lines.set(0, NOBODY);
        Files.write(Postmaster.file(cluster), lines);
    }
}
