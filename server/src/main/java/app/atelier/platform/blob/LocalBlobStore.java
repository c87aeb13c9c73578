package app.atelier.platform.blob;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;

/** Blobs as files in a folder. They are written aside, made durable, and then moved to their place at once. */
public final class LocalBlobStore implements BlobStore {

    private static final String INCOMING = ".incoming";
    /** What lies aside for so long was left by a crash. */
    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final long SCARCE = 200L << 20;

    private final Path folder;
    private final Path incoming;

    public LocalBlobStore(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder).toRealPath();
        this.incoming = Files.createDirectories(this.folder.resolve(INCOMING));
        tidy();
    }

    @Override
    public void tidy() throws IOException {
        try (var files = Files.list(incoming)) {
            for (var file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(ABANDONED))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Path path(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("Not a blob's key: " + key);
        }
        return folder.resolve(key);
    }

    @Override
    public Upload begin(String key) throws IOException {
        var place = path(key);
        return new Writing(incoming.resolve(UUID.randomUUID().toString()), place);
    }

    @Override
    public SeekableByteChannel open(String key) throws IOException {
        return Files.newByteChannel(path(key), StandardOpenOption.READ);
    }

    @Override
    public boolean delete(String key) throws IOException {
        return Files.deleteIfExists(path(key));
    }

    @Override
    public void list(Consumer<Stored> each) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(p -> !p.startsWith(incoming) && Files.isRegularFile(p))::iterator) {
                var key = folder.relativize(file).toString().replace('\\', '/');
                if (KEY.matcher(key).matches()) {
                    each.accept(new Stored(key, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
                }
            }
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public String look() throws IOException {
        var free = Files.getFileStore(folder).getUsableSpace();
        if (free < SCARCE) {
            throw new IOException("The disk of " + folder + " has only " + (free >> 20) + " MiB left; make room.");
        }
        return "The folder " + folder + ", " + (free >> 30) + " GiB free";
    }

    private static final class Writing implements Upload {

        private final Path aside;
        private final Path place;
        private final FileChannel channel;
        private final OutputStream stream;

        Writing(Path aside, Path place) throws IOException {
            this.aside = aside;
            this.place = place;
            this.channel = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            this.stream = new Open(Channels.newOutputStream(channel));
        }

        @Override
        public OutputStream stream() {
            return stream;
        }

        @Override
        public void commit() throws IOException {
            stream.flush();
            channel.force(true);
            channel.close();
            var folder = Files.createDirectories(place.getParent());
            Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            } catch (IOException e) {
                // Some systems open no folders; theirs are durable without.
                if (Files.notExists(place)) {
                    throw e;
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(aside);
        }
    }

    /** Encrypting streams close what they write to; the channel must stay open until it is durable. */
    private static final class Open extends java.io.FilterOutputStream {

        Open(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
