package app.atelier.platform.blob;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object of S3, read at any position: one ranged request streams from there to the end and is let go when the
 * position jumps. A stream that breaks is taken up again where it broke; the ETag keeps it to the same object.
 */
final class S3Channel implements SeekableByteChannel {

    private static final int ATTEMPTS = 3;
    private static final int BUFFER = 64 * 1024;

    private final S3Client s3;
    private final String bucket;
    private final String object;
    private final long size;
    private final String etag;
    private @Nullable ResponseInputStream<GetObjectResponse> stream;
    private long streamAt;
    private long position;
    private boolean closed;

    S3Channel(S3Client s3, String bucket, String object, long size, String etag) {
        this.s3 = s3;
        this.bucket = bucket;
        this.object = object;
        this.size = size;
        this.etag = etag;
    }

    /** Fills the buffer wherever there is enough left, as a file's channel does: who decrypts relies on it. */
    @Override
    public int read(ByteBuffer into) throws IOException {
        requireOpen();
        if (position >= size) {
            return -1;
        }
        var wanted = (int) Math.min(into.remaining(), size - position);
        for (var left = wanted; left > 0;) {
            var some = some(Math.min(left, BUFFER));
            into.put(some);
            left -= some.length;
        }
        return wanted;
    }

    private byte[] some(int most) throws IOException {
        for (var attempt = 1;; attempt++) {
            try {
                var bytes = stream().readNBytes(most);
                if (bytes.length < most) {
                    throw new EOFException("it ended early, at " + (position + bytes.length) + " of " + size + " bytes");
                }
                position += most;
                streamAt = position;
                return bytes;
            } catch (IOException | SdkException e) {
                letGo();
                if (attempt == ATTEMPTS) {
                    throw new IOException("The S3 service did not give " + object + ": " + e.getMessage(), e);
                }
            }
        }
    }

    private ResponseInputStream<GetObjectResponse> stream() {
        if (stream != null && streamAt == position) {
            return stream;
        }
        letGo();
        streamAt = position;
        stream = s3.getObject(r -> r.bucket(bucket).key(object).ifMatch(etag).range("bytes=" + position + "-"));
        return stream;
    }

    /** Without reading the rest. */
    private void letGo() {
        if (stream != null) {
            stream.abort();
            stream = null;
        }
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) throws IOException {
        requireOpen();
        if (to < 0) {
            throw new IllegalArgumentException("A position is not negative: " + to);
        }
        position = to;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return size;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
        letGo();
    }

    private void requireOpen() throws ClosedChannelException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }
}
