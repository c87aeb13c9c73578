package app.atelier.files.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.db.Db;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Deletes blobs no file knows: what a crash left between the bytes and their row, or between a row's end and theirs. */
@Component
class Orphans implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Orphans.class);
    /** Not while the house starts. */
    private static final Duration FIRST = Duration.ofMinutes(5);
    private static final Duration EVERY = Duration.ofHours(6);
    /** An upload's row follows its bytes within a moment. */
    private static final Duration YOUNG = Duration.ofHours(1);
    private static final int BATCH = 500;

    private final BlobStore blobs;
    private final FileStore store;
    private final Db db;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    Orphans(BlobStore blobs, FileStore store, Db db) {
        this.blobs = blobs;
        this.store = store;
        this.db = db;
    }

    /** Deletes the orphans written before a moment; returns how many there were. */
    int sweep(Instant before) throws IOException {
        var byOrganization = new HashMap<UUID, List<String>>();
        blobs.list(blob -> {
            if (blob.at().isBefore(before)) {
                organization(blob.key(), byOrganization).add(blob.key());
            }
        });
        var swept = 0;
        for (var entry : byOrganization.entrySet()) {
            var keys = entry.getValue();
            for (var from = 0; from < keys.size(); from += BATCH) {
                var some = keys.subList(from, Math.min(keys.size(), from + BATCH));
                var known = db.in(entry.getKey(), tx -> store.known(tx, some));
                for (var key : some) {
                    if (!known.contains(key) && blobs.delete(key)) {
                        swept++;
                    }
                }
            }
        }
        if (swept > 0) {
            log.info("Deleted {} blobs that belonged to no file", swept);
        }
        return swept;
    }

    private static List<String> organization(String key, Map<UUID, List<String>> all) {
        try {
            return all.computeIfAbsent(UUID.fromString(key.split("/", 2)[0]), _ -> new ArrayList<>());
        } catch (IllegalArgumentException e) {
            // Not one of ours; it is left alone.
            return new ArrayList<>();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("files-orphans").start(() -> {
            for (var pause = FIRST; running; pause = EVERY) {
                try {
                    Thread.sleep(pause);
                    blobs.tidy();
                    sweep(Instant.now().minus(YOUNG));
                } catch (InterruptedException e) {
                    return;
                } catch (IOException | RuntimeException e) {
                    log.warn("Orphaned blobs could not be swept, trying again later", e);
                }
            }
        });
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
