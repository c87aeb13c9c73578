package app.atelier.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBlobStoreTest extends BlobStoreContract {

    @TempDir
    Path folder;
    private BlobStore store;

    @BeforeEach
    void open() throws IOException {
        store = new LocalBlobStore(folder);
    }

    @Override
    BlobStore store() {
        return store;
    }

    @Test
    void whatACrashLeftAsideGoesAtTheNextStart() throws IOException {
        var old = Files.writeString(folder.resolve(".incoming/old"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        var young = Files.writeString(folder.resolve(".incoming/young"), "half");
        new LocalBlobStore(folder);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }
}
