package app.atelier.files.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.system.Storage;
import app.atelier.platform.system.StorageSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How much the files take. Counting them means listing them all, so it is done aside, and not again within ten
 * minutes.
 */
@Component
class FilesStorage implements StorageSource {

    private static final Logger log = LoggerFactory.getLogger(FilesStorage.class);
    private static final Duration GOOD = Duration.ofMinutes(10);

    private record Counted(long files, long bytes, Instant at) {
    }

    private final BlobStore blobs;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile @Nullable Counted counted;

    FilesStorage(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public List<Storage> storage() {
        var known = counted;
        if ((known == null || known.at().plus(GOOD).isBefore(Instant.now())) && counting.compareAndSet(false, true)) {
            Thread.ofVirtual().name("files-count").start(this::count);
        }
        try {
            var place = blobs.look();
            return List.of(known == null ? new Storage("Files", place, null, null, "Being counted.")
                    : new Storage("Files", place, known.bytes(), null, known.files() + (known.files() == 1 ? " file." : " files.")));
        } catch (IOException e) {
            return List.of(new Storage("Files", String.valueOf(e.getMessage()), null, null, "Cannot be used right now."));
        }
    }

    private void count() {
        try {
            var files = new LongAdder();
            var bytes = new LongAdder();
            blobs.list(blob -> {
                files.increment();
                bytes.add(blob.size());
            });
            counted = new Counted(files.sum(), bytes.sum(), Instant.now());
        } catch (IOException e) {
            log.debug("The files could not be counted", e);
        } finally {
            counting.set(false);
        }
    }
}
