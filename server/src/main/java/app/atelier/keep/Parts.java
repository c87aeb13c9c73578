package app.atelier.keep;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import app.atelier.keep.Manifest.Part;
import app.atelier.platform.Refusal;
import app.atelier.platform.blob.BlobCipher;

/** The parts of one point: compressed, then encrypted, each with a key of its own and under its own name. */
final class Parts {

    private static final int BUFFER = 64 * 1024;

    private final Target target;
    private final String point;

    Parts(Target target, String point) {
        this.target = target;
        this.point = point;
    }

    /** Writes a part's content. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Reads a part's content. */
    interface Reading<T> {
        T of(InputStream in) throws IOException;
    }

    Part write(String name, Content content) throws IOException {
        return write(name, BlobCipher.newKey(), content);
    }

    Part write(String name, byte[] key, Content content) throws IOException {
        try (var upload = target.store().begin(place(name))) {
            var counted = new Counting(upload.stream());
            try (var sink = new Fast(new BlobCipher(key, place(name)).encrypt(counted))) {
                content.to(sink);
            }
            upload.commit();
            return new Part(name, Base64.getEncoder().encodeToString(key), counted.bytes);
        }
    }

    /** @throws Refusal when the part is missing or not as it was written */
    <T> T read(Part part, Reading<T> reading) throws IOException {
        var cipher = new BlobCipher(Base64.getDecoder().decode(part.key()), place(part.name()));
        try (var raw = target.store().open(place(part.name()))) {
            if (part.bytes() >= 0 && raw.size() != part.bytes()) {
                throw new Refusal("The part " + place(part.name()) + " of the backup is " + (raw.size() < part.bytes()
                        ? "cut off" : "too long") + ": it has " + raw.size() + " of " + part.bytes() + " bytes; use another backup (--point).");
            }
            try (var in = new GZIPInputStream(Channels.newInputStream(cipher.decrypt(raw)), BUFFER)) {
                return reading.of(in);
            } catch (ReaderFailed failed) {
                throw new IOException(failed.getCause());
            } catch (IOException e) {
                throw new Refusal("The part " + place(part.name()) + " of the backup is damaged (" + e.getMessage()
                        + "); use another backup (--point).");
            }
        } catch (NoSuchFileException e) {
            throw new Refusal("The part " + place(part.name()) + " of the backup is missing; use another backup (--point).");
        }
    }

    /** A failure of who reads, not of the part. */
    static final class ReaderFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReaderFailed(Throwable cause) {
            super(cause);
        }
    }

    private String place(String name) {
        return Target.POINTS + point + "/" + name;
    }

    /** Speed before size: it halves text as it is. */
    private static final class Fast extends GZIPOutputStream {

        Fast(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private static final class Counting extends FilterOutputStream {

        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] some, int from, int length) throws IOException {
            out.write(some, from, length);
            bytes += length;
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }
    }
}
