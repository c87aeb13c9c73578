package app.atelier.keep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import app.atelier.keep.Manifest.Journal;
import app.atelier.keep.Manifest.TablePart;
import app.atelier.platform.Refusal;
import app.atelier.platform.blob.BlobCipher;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.db.Server;
import app.atelier.platform.secrets.Tokens;
import org.jspecify.annotations.Nullable;

/**
 * Makes a backup while everybody works. Files first, then all tables from one snapshot, then the files that came
 * meanwhile: so what the rows of the snapshot refer to is there, unless it was deleted within moments.
 */
final class BackupJob {

    /** Ids sort by time, so that pruning and restoring take the newest, also of two in one second. */
    private static final DateTimeFormatter ID = DateTimeFormatter.ofPattern("yyyyMMdd't'HHmmssSSS'z'").withZone(ZoneOffset.UTC);
    private static final int MOST_MISSING = 100;

    private final Server server;
    private final BlobStore blobs;
    private final byte[] masterKey;
    private final Target target;
    private final String passphrase;
    private final Progress progress;
    private final AtomicLong newBytes = new AtomicLong();
    private final AtomicLong newFiles = new AtomicLong();

    /** @param masterKey empty where a key provider elsewhere holds it */
    BackupJob(Server server, BlobStore blobs, byte[] masterKey, Target target, String passphrase, Progress progress) {
        this.server = server;
        this.blobs = blobs;
        this.masterKey = masterKey;
        this.target = target;
        this.passphrase = passphrase;
        this.progress = progress;
    }

    /**
     * What was done.
     *
     * @param pruned backups that were deleted because there were more than wanted
     */
    record Done(Manifest manifest, long newFiles, long newBytes, int pruned, Duration took) {

        String sentence() {
            return "Backup %s, the database as of %s: %,d tables with %,d rows, %,d files (%,d new, %,d KiB)%s%s; %.1f s.".formatted(
                    manifest.id(), manifest.at(), manifest.tables().size(), manifest.rows(), manifest.blobs(), newFiles,
                    newBytes >> 10,
                    manifest.missing().isEmpty() ? "" : ", " + manifest.missing().size() + " files not found in the store",
                    pruned == 0 ? "" : ", " + pruned + " older " + (pruned == 1 ? "backup" : "backups") + " deleted", took.toMillis() / 1_000.0);
        }
    }

    /**
     * @param keep how many backups to keep, this one among them; 0 for all
     * @throws Refusal when it cannot be made; the target then has no more backups than before
     */
    Done run(int keep) throws IOException, SQLException {
        var started = System.nanoTime();
        try (var connection = Owner.enter(server); var lock = DatabaseLock.tryTake(connection, "atelier.backup")) {
            if (lock == null) {
                throw new Refusal("Another backup of this database is running; wait until it ends.");
            }
            var manifest = make(connection);
            var pruned = new Pruning(target, passphrase).run(keep);
            return new Done(manifest, newFiles.get(), newBytes.get(), pruned, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private Manifest make(Connection connection) throws IOException, SQLException {
        var listing = target.list();
        var installation = installation(connection);
        var before = last(listing, installation);
        var pruning = new Pruning(target, passphrase);
        pruning.unfinished(listing);
        var id = ID.format(Instant.now()) + "-" + HexFormat.of().formatHex(random(3));
        try {
            return make(id, installation, connection, listing, before == null ? Map.of() : before.files());
        } catch (Throwable failure) {
            pruning.discard(id);
            throw failure;
        }
    }

    /** Files are taken over from the last backup, which must be ours. */
    private @Nullable Point last(Target.Listing listing, String installation) throws IOException {
        var points = listing.points();
        if (points.isEmpty()) {
            return null;
        }
        var point = Point.read(target, points.getLast(), passphrase);
        if (!point.manifest().installation().equals(installation)) {
            throw new Refusal("The backups in " + target + " are of another installation; name another folder or prefix.");
        }
        return point;
    }

    /** Where the master key is elsewhere, the first name the database ever had tells installations apart. */
    private String installation(Connection connection) throws SQLException {
        var own = masterKey.length > 0 ? masterKey : Catalog.one(connection, "select id::text from platform.identity order by place limit 1")
                .getBytes(StandardCharsets.US_ASCII);
        var words = "atelier installation".getBytes(StandardCharsets.US_ASCII);
        var both = Arrays.copyOf(words, words.length + own.length);
        System.arraycopy(own, 0, both, words.length, own.length);
        return HexFormat.of().formatHex(Tokens.sha256(both), 0, 8);
    }

    private Manifest make(String id, String installation, Connection connection, Target.Listing listing, Map<String, Kept> before) throws IOException, SQLException {
        var files = new ConcurrentHashMap<String, Kept>();
        copyNew(listing, before, files);
        var parts = new Parts(target, id);
        Owner.snapshot(connection);
        var at = Catalog.ask(connection, "select now()", r -> r.getTimestamp(1).toInstant()).getFirst();
        var tables = copyTables(connection, parts);
        copyNew(listing, before, files);
        var missing = missing(connection, files);
        var list = new TreeMap<>(files);
        var key = BlobCipher.newKey();
        var manifest = new Manifest(Manifest.FORMAT, id, at, BackupJob.class.getPackage().getImplementationVersion(),
                Catalog.one(connection, "select current_setting('server_version')"), installation,
                Catalog.history(connection), tables, Catalog.sequences(connection), journal(connection),
                parts.write("files", out -> Kept.write(list, out)), list.size(),
                list.values().stream().mapToLong(Kept::bytes).sum(), missing,
                parts.write("secret", out -> out.write(masterKey)));
        connection.rollback();
        target.write(Target.POINTS + id + "/" + Target.ENVELOPE, Point.JSON.writeValueAsBytes(Envelope.seal(key, passphrase, id)));
        parts.write(Target.MANIFEST, key, out -> out.write(Point.JSON.writeValueAsBytes(manifest)));
        return manifest;
    }

    private List<TablePart> copyTables(Connection connection, Parts parts) throws SQLException, IOException {
        var tables = Catalog.tables(connection);
        var written = new ArrayList<TablePart>();
        for (var table : tables) {
            progress.at("Tables", written.size(), tables.size());
            var sum = new RowSum[1];
            var part = parts.write("table-%04d".formatted(written.size() + 1), out -> {
                try {
                    sum[0] = Owner.copy(connection, table, out, progress, "Copying");
                } catch (SQLException e) {
                    throw new IOException("The table " + table + " cannot be read: " + e.getMessage(), e);
                }
            });
            written.add(new TablePart(table, sum[0].rows(), sum[0].sum(), part));
        }
        progress.at("Tables", written.size(), tables.size());
        return written;
    }

    /** Copies the files the target has not; a file never changes, so its key says enough. */
    private void copyNew(Target.Listing listing, Map<String, Kept> before, Map<String, Kept> files) throws IOException {
        var todo = new ArrayList<String>();
        blobs.list(blob -> {
            if (files.containsKey(blob.key())) {
                return;
            }
            var known = before.get(blob.key());
            var there = listing.sizes().get(Target.BLOBS + blob.key());
            if (known != null && there != null && known.bytes() == there && known.bytes() == blob.size()) {
                files.put(blob.key(), known);
            } else {
                todo.add(blob.key());
            }
        });
        Crew.each(todo, "Files", progress, key -> {
            try (var upload = target.store().begin(Target.BLOBS + key)) {
                var kept = Kept.copy(blobs, key, upload.stream());
                upload.commit();
                files.put(key, kept);
                newFiles.incrementAndGet();
                newBytes.addAndGet(kept.bytes());
            } catch (NoSuchFileException e) {
                // Deleted since it was listed; if rows still refer to it, missing() tells.
            }
        });
    }

    private static List<String> missing(Connection connection, Map<String, Kept> files) throws SQLException {
        var missing = new ArrayList<String>();
        Catalog.blobs(connection, key -> {
            if (!files.containsKey(key) && missing.size() < MOST_MISSING) {
                missing.add(key);
            }
        });
        return missing;
    }

    private static Journal journal(Connection connection) throws SQLException {
        return Catalog.ask(connection, "select count(*), coalesce(sum(seq), 0) from journal.head",
                r -> new Journal(r.getLong(1), r.getLong(2))).getFirst();
    }

    private static byte[] random(int bytes) {
        var random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }
}
