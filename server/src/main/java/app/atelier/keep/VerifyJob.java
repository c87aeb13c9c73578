package app.atelier.keep;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import app.atelier.platform.db.EmbeddedDatabase;

/** Restores a backup into a scratch folder, on a PostgreSQL of its own, and compares every table and every file. */
final class VerifyJob {

    /** What is thrown away needs no protection from power cuts. */
    private static final Map<String, String> FAST = Map.of("fsync", "off", "synchronous_commit", "off", "shared_buffers", "64MB");

    private final Point point;
    private final Path scratch;
    private final Progress progress;

    /** @param scratch an empty folder; what lies in it afterwards is of no use */
    VerifyJob(Point point, Path scratch, Progress progress) {
        this.point = point;
        this.scratch = scratch;
        this.progress = progress;
    }

    /** @param findings empty when the backup is whole */
    record Report(Manifest manifest, List<String> findings, Duration took) {

        String sentence() {
            return "Backup %s, the database as of %s: %,d tables with %,d rows and %,d files (%,d KiB) %s; %.1f s.".formatted(
                    manifest.id(), manifest.at(), manifest.tables().size(), manifest.rows(), manifest.blobs(),
                    manifest.blobBytes() >> 10, findings.isEmpty() ? "restored and compared, all equal"
                            : "restored and compared: " + findings.size() + " differ", took.toMillis() / 1_000.0);
        }
    }

    /** @throws app.atelier.platform.Refusal when it cannot even be restored */
    Report run() throws IOException, SQLException {
        var started = System.nanoTime();
        var restore = new RestoreJob(point, progress);
        restore.requireKnownVersion();
        var files = point.files();
        point.requireComplete(files);
        var findings = new ArrayList<String>();
        if (point.masterKey().length != 32 && point.masterKey().length != 0) {
            findings.add("The master key in the backup is none.");
        }
        try (var database = EmbeddedDatabase.start(scratch, FAST)) {
            restore.database(database.server());
            findings.addAll(Comparison.of(database.server(), point.manifest(), progress));
        }
        findings.addAll(files(files));
        return new Report(point.manifest(), List.copyOf(findings), Duration.ofNanos(System.nanoTime() - started));
    }

    private List<String> files(Map<String, Kept> files) throws IOException {
        var findings = Collections.synchronizedList(new ArrayList<String>());
        Crew.each(files.keySet(), "Comparing files", progress, key -> {
            try {
                if (!Kept.copy(point.target().store(), Target.BLOBS + key, OutputStream.nullOutputStream()).equals(files.get(key))) {
                    findings.add("The file " + key + " is damaged.");
                }
            } catch (NoSuchFileException e) {
                findings.add("The file " + key + " is missing.");
            }
        });
        return findings;
    }
}
