package app.atelier.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

import app.atelier.platform.DataLock;
import app.atelier.platform.Refusal;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.blob.S3Properties;
import app.atelier.platform.db.EmbeddedDatabase;
import app.atelier.platform.db.Server;
import app.atelier.platform.secrets.MasterKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A backup that becomes an installation, wholly or not at all. */
final class Restoration {

    private static final Logger log = LoggerFactory.getLogger(Restoration.class);

    private final Point point;
    private final Path data;
    private final @Nullable Server external;
    private final S3Properties s3;
    private final Progress progress;

    /**
     * @param data     the new data folder, absent or empty
     * @param external an empty database; null makes one in the data folder
     * @param s3       where files go when a bucket is set, which must hold none yet
     */
    Restoration(Point point, Path data, @Nullable Server external, S3Properties s3, Progress progress) {
        this.point = point;
        this.data = data;
        this.external = external;
        this.s3 = s3;
        this.progress = progress;
    }

    /** @throws Refusal when it cannot be restored; everything is then as it was before */
    void run() throws IOException, SQLException {
        var existed = Files.exists(data);
        requireEmptyFolder();
        var restore = new RestoreJob(point, progress);
        restore.requireKnownVersion();
        if (external != null) {
            RestoreJob.requireEmpty(external);
        }
        var key = point.masterKey();
        var files = point.files();
        point.requireComplete(files);
        if (s3.isSet()) {
            requireEmpty(Installation.store(data, s3));
        }
        try (var _ = DataLock.take(data)) {
            restore(restore, files, key);
        } catch (Throwable failure) {
            undo(existed, files.keySet());
            throw failure;
        }
    }

    private void restore(RestoreJob restore, Map<String, Kept> files, byte[] key) throws IOException, SQLException {
        HalfRestored.mark(data);
        if (external != null) {
            restore.database(external);
        } else {
            try (var database = EmbeddedDatabase.start(data, Map.of())) {
                restore.database(database.server());
            }
        }
        restore.files(files, Installation.store(data, s3));
        if (key.length > 0) {
            MasterKey.bring(data, key);
        }
        HalfRestored.unmark(data);
    }

    private void requireEmptyFolder() throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        try (var there = Files.list(data)) {
            if (there.findAny().isPresent()) {
                throw new Refusal("The folder " + data + " is not empty; name a new one with --data.");
            }
        }
    }

    private void requireEmpty(BlobStore store) throws IOException {
        store.list(blob -> {
            throw new Refusal("The bucket " + s3.bucket() + " already holds files of an Atelier; name another with ATELIER_S3_BUCKET.");
        });
    }

    private void undo(boolean existed, Set<String> files) {
        try {
            if (external != null) {
                dropSchemas(external);
            }
            if (s3.isSet()) {
                var store = Installation.store(data, s3);
                for (var key : files) {
                    store.delete(key);
                }
            }
            clear(data, existed);
        } catch (IOException | SQLException e) {
            log.warn("What the failed restoration left could not all be removed", e);
        }
    }

    private void dropSchemas(Server server) throws SQLException {
        try (var connection = Owner.enter(server); var statement = connection.createStatement()) {
            for (var schema : point.manifest().schemas().keySet()) {
                statement.execute("drop schema if exists " + Table.quoted(schema) + " cascade");
            }
            connection.commit();
        }
    }

    /** Deletes what is in a folder, and the folder itself unless it is to stay. */
    static void clear(Path folder, boolean stay) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var one : all.sorted(Comparator.reverseOrder()).filter(p -> !stay || !p.equals(folder)).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
