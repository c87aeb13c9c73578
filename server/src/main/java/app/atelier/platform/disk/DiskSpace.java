package app.atelier.platform.disk;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import app.atelier.platform.watch.Watched;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.util.unit.DataSize;

/**
 * Watches the room on the disk of the data folder, because a database whose disk is full to the last block stops even
 * reading. Below the reserve changes are refused; should something else fill the disk altogether, a ballast file is
 * thrown off so that the database has room to go on reading and to recover.
 */
public final class DiskSpace implements Watched, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DiskSpace.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    /** The ballast is this share of the reserve, and thrown off when less than half as much is left. */
    private static final int BALLAST_SHARE = 4;

    private final Path folder;
    private final Path ballast;
    private final long reserve;
    private volatile boolean full;
    private volatile boolean running;
    private volatile Thread thread = Thread.currentThread();

    /** @param folder an existing folder on the disk */
    public DiskSpace(Path folder, DataSize reserve) {
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
        this.reserve = reserve.toBytes();
    }

    /** Whether less than the reserve is left. */
    public boolean isFull() {
        return full;
    }

    void measure() throws IOException {
        var free = free();
        if (free < ballastSize() / 2 && Files.deleteIfExists(ballast)) {
            log.error("The disk of {} is full; the ballast was thrown off so that reading goes on", folder);
        }
        var low = free < reserve;
        if (low != full) {
            full = low;
            if (low) {
                log.error("Less than {} MB are left on the disk of {}; changes are refused until there is room", reserve >> 20, folder);
            } else {
                log.info("There is room again on the disk of {}", folder);
            }
        }
        if (free > reserve + 2 * ballastSize() && Files.notExists(ballast)) {
            loadBallast();
        }
    }

    /** Real blocks, not a hole: a hole would give nothing back. */
    private void loadBallast() throws IOException {
        try (var file = new RandomAccessFile(ballast.toFile(), "rw")) {
            var block = new byte[1 << 20];
            for (var left = ballastSize(); left > 0; left -= block.length) {
                file.write(block);
            }
        }
    }

    private long ballastSize() {
        return reserve / BALLAST_SHARE;
    }

    private long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public Reading look() throws IOException {
        var left = (free() >> 20) + " MB are left on the disk of the data folder";
        return full ? Reading.degraded("Only " + left + "; changes are refused. Make room.") : Reading.up(left + ".");
    }

    private void run() {
        while (running) {
            try {
                measure();
                Thread.sleep(LOOK_EVERY);
            } catch (IOException e) {
                log.warn("The disk of {} cannot be measured: {}", folder, e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        running = true;
        if (reserve > 0) {
            thread = Thread.ofVirtual().name("disk-space").start(this::run);
        }
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
