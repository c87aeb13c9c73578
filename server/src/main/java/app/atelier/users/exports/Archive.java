package app.atelier.users.exports;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The file that an export makes: a ZIP that is written from its beginning to its end. */
final class Archive implements Closeable {

    private final ZipOutputStream zip;

    Archive(OutputStream out) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /** Begins a file in it; ends the one before. */
    void file(String name) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
    }

    void line(String text) throws IOException {
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.write('\n');
    }

    void bytes(byte[] bytes) throws IOException {
        zip.write(bytes);
    }

    /** A name that lies in its folder wherever it is unpacked. */
    static String plain(String name) {
        var plain = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").replaceAll("^\\.+", "_");
        return plain.isBlank() ? "_" : plain;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
