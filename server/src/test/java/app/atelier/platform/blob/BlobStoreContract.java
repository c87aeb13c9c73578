package app.atelier.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** What every store of blobs must do, whatever it is made of. */
abstract class BlobStoreContract {

    abstract BlobStore store();

    private final Random random = new Random(42);

    byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    void write(String key, byte[] bytes) throws IOException {
        try (var upload = store().begin(key)) {
            upload.stream().write(bytes);
            upload.commit();
        }
    }

    byte[] read(String key) throws IOException {
        try (var in = store().open(key)) {
            var out = new ByteArrayOutputStream();
            BlobCipher.copy(in, 0, in.size(), out);
            return out.toByteArray();
        }
    }

    @Test
    void whatWentInComesOut() throws IOException {
        for (var length : new int[] {0, 1, 65_535, 65_536, 1_000_003}) {
            var bytes = bytes(length);
            write("a/b-" + length, bytes);
            assertThat(read("a/b-" + length)).isEqualTo(bytes);
        }
    }

    @Test
    void readingBeginsAnywhere() throws IOException {
        var bytes = bytes(10_000);
        write("part", bytes);
        try (var in = store().open("part")) {
            assertThat(in.size()).isEqualTo(10_000);
            in.position(9_990);
            var buffer = ByteBuffer.allocate(100);
            assertThat(in.read(buffer)).isEqualTo(10);
            assertThat(Arrays.copyOf(buffer.array(), 10)).isEqualTo(Arrays.copyOfRange(bytes, 9_990, 10_000));
            assertThatThrownBy(() -> BlobCipher.copy(in, 9_990, 11, new ByteArrayOutputStream())).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void nothingIsThereBeforeTheCommitNorAfterGivingUp() throws IOException {
        try (var upload = store().begin("given/up")) {
            upload.stream().write(bytes(1_000));
            assertThatThrownBy(() -> store().open("given/up")).isInstanceOf(NoSuchFileException.class);
        }
        assertThatThrownBy(() -> store().open("given/up")).isInstanceOf(NoSuchFileException.class);
        var keys = new ArrayList<String>();
        store().list(b -> keys.add(b.key()));
        assertThat(keys).doesNotContain("given/up");
    }

    @Test
    void writingAgainReplaces() throws IOException {
        write("twice", bytes(5_000));
        var second = bytes(10);
        write("twice", second);
        assertThat(read("twice")).isEqualTo(second);
    }

    @Test
    void blobsAreListedAndDeleted() throws IOException {
        write("list/a", bytes(1));
        write("list/b/c", bytes(1));
        var keys = new ArrayList<String>();
        store().list(b -> keys.add(b.key()));
        assertThat(keys).contains("list/a", "list/b/c");
        write("list/sized", bytes(123));
        store().list(b -> {
            if (b.key().equals("list/sized")) {
                assertThat(b.size()).isEqualTo(123);
                assertThat(b.at()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
                keys.add("seen");
            }
        });
        assertThat(keys).contains("seen");
        assertThat(store().delete("list/a")).isTrue();
        assertThat(store().delete("list/a")).isFalse();
        assertThatThrownBy(() -> store().open("list/a")).isInstanceOf(NoSuchFileException.class);
    }

    /** More than one part of any store that sends in parts, and not a multiple of one. */
    @Test
    void whatIsLargeComesOutFromAnywhere() throws IOException {
        var bytes = bytes((20 << 20) + 17);
        try (var upload = store().begin("large")) {
            for (var from = 0; from < bytes.length; from += 700_001) {
                upload.stream().write(bytes, from, Math.min(700_001, bytes.length - from));
            }
            upload.commit();
        }
        assertThat(read("large")).isEqualTo(bytes);
        try (var in = store().open("large")) {
            assertThat(in.read(ByteBuffer.allocate(3_000_000))).as("a read fills the buffer").isEqualTo(3_000_000);
            for (var at : new int[] {bytes.length - 5, 0, (8 << 20) - 2, 16 << 20}) {
                var out = new ByteArrayOutputStream();
                BlobCipher.copy(in, at, 5, out);
                assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, at, at + 5));
            }
        }
    }

    @Test
    void whatIsEncryptedIsReadInPart() throws IOException {
        var key = BlobCipher.newKey();
        var bytes = bytes(300_000);
        try (var upload = store().begin("sealed")) {
            try (var sink = new BlobCipher(key, "sealed").encrypt(upload.stream())) {
                sink.write(bytes);
            }
            upload.commit();
        }
        try (var in = new BlobCipher(key, "sealed").decrypt(store().open("sealed"))) {
            var out = new ByteArrayOutputStream();
            BlobCipher.copy(in, 150_000, 10, out);
            assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, 150_000, 150_010));
        }
    }

    @Test
    void itSaysWhereItIs() throws IOException {
        assertThat(store().look()).isNotBlank();
    }

    @Test
    void keysLeadNowhereElse() {
        for (var key : new String[] {"", "../up", "a/../b", "/etc/passwd", "a//b", "A", "a.b", "a/b/c/d/e/f", "x".repeat(65), ".incoming/x"}) {
            assertThatThrownBy(() -> store().begin(key)).as(key).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store().open(key)).as(key).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store().delete(key)).as(key).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
