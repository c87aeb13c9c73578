package app.atelier.keep;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import app.atelier.platform.Refusal;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.blob.LocalBlobStore;
import app.atelier.platform.blob.S3BlobStore;
import app.atelier.platform.blob.S3Properties;
import org.jspecify.annotations.Nullable;

/**
 * A place for backups. Each is a point, {@code points/ID/…}; the files, which never change, lie once for all points
 * under {@code blobs/…}.
 */
final class Target implements AutoCloseable {

    static final String POINTS = "points/";
    static final String BLOBS = "blobs/";
    static final String MANIFEST = "manifest";
    static final String ENVELOPE = "key";

    private static final Pattern S3 = Pattern.compile("s3://([^/]+)(?:/(.*?))?/?");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*");

    private final String name;
    private final BlobStore store;
    private final @Nullable AutoCloseable resource;

    private Target(String name, BlobStore store, @Nullable AutoCloseable resource) {
        this.name = name;
        this.store = store;
        this.resource = resource;
    }

    /**
     * Opens a place to write to; a folder is made when missing.
     *
     * @param where a folder, or {@code s3://bucket/prefix}
     * @param s3    how to enter the S3 service
     * @throws Refusal when it cannot be used
     */
    static Target to(String where, S3Properties s3) {
        return where.startsWith("s3:") ? s3(where, s3) : folder(Path.of(where));
    }

    /** Opens a place to read from, which must be there. */
    static Target from(String where, S3Properties s3) {
        if (!where.startsWith("s3:") && !Files.isDirectory(Path.of(where).resolve("points"))) {
            throw new Refusal("There is no backup in " + where + "; name the folder that 'atelier backup --to' wrote.");
        }
        return to(where, s3);
    }

    private static Target folder(Path folder) {
        try {
            return new Target(folder.toString(), new LocalBlobStore(folder), null);
        } catch (IOException e) {
            throw new Refusal("The folder " + folder + " cannot be used for backups (" + e.getMessage()
                    + "); name one that you may write to.");
        }
    }

    private static Target s3(String where, S3Properties s3) {
        var parts = S3.matcher(where);
        var prefix = parts.matches() && parts.group(2) != null ? parts.group(2) : "";
        if (!parts.matches() || (!prefix.isEmpty() && !PREFIX.matcher(prefix).matches())) {
            throw new Refusal("'" + where + "' is no place in S3; it must look like s3://bucket/prefix.");
        }
        if (s3.endpoint() == null) {
            throw new Refusal("ATELIER_S3_ENDPOINT is not set; a backup to " + where + " needs it and the keys of the S3 service.");
        }
        var store = new S3BlobStore(s3.with(parts.group(1)), prefix.isEmpty() ? "" : prefix + "/");
        try {
            store.look();
        } catch (IOException e) {
            store.close();
            throw new Refusal(String.valueOf(e.getMessage()));
        }
        return new Target(where, store, store);
    }

    BlobStore store() {
        return store;
    }

    /** What lies there. */
    Listing list() throws IOException {
        var sizes = new HashMap<String, Long>();
        store.list(b -> sizes.put(b.key(), b.size()));
        return new Listing(sizes);
    }

    /** Keys and their sizes in bytes. */
    record Listing(Map<String, Long> sizes) {

        /** The complete points, the oldest first: their ids begin with their time. */
        List<String> points() {
            return sizes.keySet().stream().filter(k -> k.startsWith(POINTS) && k.endsWith("/" + MANIFEST))
                    .map(k -> k.substring(POINTS.length(), k.length() - MANIFEST.length() - 1)).sorted().toList();
        }
    }

    /** A small object, whole. */
    byte[] read(String key, int most) throws IOException {
        try (var in = store.open(key)) {
            if (in.size() > most) {
                throw new IOException("larger than " + most + " bytes");
            }
            var bytes = new ByteArrayOutputStream();
            Channels.newInputStream(in).transferTo(bytes);
            return bytes.toByteArray();
        } catch (NoSuchFileException e) {
            throw new Refusal("The backup in " + name + " lacks " + key + "; use another backup (--point).");
        }
    }

    void write(String key, byte[] bytes) throws IOException {
        try (var upload = store.begin(key)) {
            upload.stream().write(bytes);
            upload.commit();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        if (resource != null) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
