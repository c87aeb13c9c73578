package app.atelier.platform.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Keeps bytes under a key. A blob is there whole or not at all, and never changes. What goes in is kept as it is:
 * whoever has secrets encrypts them first ({@link BlobCipher}).
 */
public interface BlobStore {

    /** One to five names, separated by slashes. */
    Pattern KEY = Pattern.compile("[0-9a-z-]{1,64}(?:/[0-9a-z-]{1,64}){0,4}");

    /**
     * Begins to write a blob.
     *
     * @throws IllegalArgumentException for a key of another form than {@link #KEY}
     */
    Upload begin(String key) throws IOException;

    /**
     * Opens a blob for reading at any position.
     *
     * @throws NoSuchFileException when there is none
     */
    SeekableByteChannel open(String key) throws IOException;

    /** True when there was one. */
    boolean delete(String key) throws IOException;

    /** Tells every blob, in no order; those written meanwhile may be missing. */
    void list(Consumer<Stored> each) throws IOException;

    /**
     * A URL that gives the blob to whoever has it, without asking who that is; empty where the store has none of its
     * own. It gives the bytes as they lie: only what was put in unencrypted can be read so.
     *
     * @param valid at most seven days
     */
    default Optional<URI> signedUrl(String key, Duration valid) {
        return Optional.empty();
    }

    /** Takes away what uploads left that a crash ended more than a day ago. */
    void tidy() throws IOException;

    /**
     * Says in a few words where blobs are kept, having looked whether it is there.
     *
     * @throws IOException when the store cannot be used, its message one or two sentences with the remedy
     */
    String look() throws IOException;

    /**
     * A blob and since when it is there.
     *
     * @param size in bytes
     */
    record Stored(String key, long size, Instant at) {
    }

    /** A blob on its way; closing it before {@link #commit} leaves nothing behind. */
    interface Upload extends AutoCloseable {

        OutputStream stream();

        /** Makes the blob durable and visible, in place of an earlier one. */
        void commit() throws IOException;

        @Override
        void close() throws IOException;
    }
}
