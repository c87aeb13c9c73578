package app.atelier.keep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import app.atelier.platform.blob.BlobStore;

/**
 * A file in a backup, as it lay in the store: encrypted already.
 *
 * @param sha256 of its bytes there, in hexadecimal
 */
record Kept(long bytes, String sha256) {

    private static final int BUFFER = 64 * 1024;

    /** Lines of key, size and hash. */
    static void write(Map<String, Kept> all, OutputStream out) throws IOException {
        for (var one : all.entrySet()) {
            out.write((one.getKey() + " " + one.getValue().bytes + " " + one.getValue().sha256 + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    static Map<String, Kept> read(java.io.InputStream in) throws IOException {
        var all = new TreeMap<String, Kept>();
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var fields = line.split(" ", 3);
            all.put(fields[0], new Kept(Long.parseLong(fields[1]), fields[2]));
        }
        return all;
    }

    /** Copies a blob, and tells what it was. */
    static Kept copy(BlobStore from, String key, OutputStream out) throws IOException {
        var digest = RowSum.sha256();
        var buffer = ByteBuffer.allocate(BUFFER);
        long bytes = 0;
        try (var in = from.open(key)) {
            while (in.read(buffer.clear()) >= 0) {
                digest.update(buffer.array(), 0, buffer.position());
                out.write(buffer.array(), 0, buffer.position());
                bytes += buffer.position();
            }
        }
        return new Kept(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
