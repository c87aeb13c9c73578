package rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import lab.Account;
import lab.Connection;
import lab.Database;
import lab.House;
import lab.Row;
import lab.Running;
import lab.Truth;
import lab.Writers;

/** The data folder lies on a small disk that fills up, and is emptied again. Mounting one needs root. */
public final class DiskFull implements Row {

    private static final String SIZE = "1200m";
    private static final int CLIENTS = 8;

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String fault() {
        return "disk full for 20 s (tmpfs of " + SIZE + "), " + CLIENTS + " clients writing";
    }

    @Override
    public String control() {
        return "a disk that is never emptied";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return mounted(root, scratch, false);
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return mounted(root, scratch, true);
    }

    private static Outcome mounted(Path root, Path scratch, boolean weakened) throws Exception {
        var disk = Files.createDirectory(scratch.resolve("disk"));
        if (new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "atelier", disk.toString()).start().waitFor() != 0) {
            return new Outcome(false, "not run: mounting a tmpfs needs root");
        }
        try {
            return run(root, disk, weakened);
        } finally {
            new ProcessBuilder("umount", "-l", disk.toString()).start().waitFor();
        }
    }

    private static Outcome run(Path root, Path disk, boolean weakened) throws Exception {
        try (var server = Running.start(root, disk.resolve("data"))) {
            var account = Account.register(server.port);
            var projects = account.projects(CLIENTS);
            var writers = new Writers(account, projects);
            var said = new TreeMap<Integer, Integer>();
            long recovered;
            try (writers) {
                writers.start();
                writers.awaitMore(500, 60_000);
                var filler = disk.resolve("filler");
                fill(filler);
                var readsFailed = 0;
                var until = System.nanoTime() + 20_000_000_000L;
                while (System.nanoTime() < until) {
                    try (var connection = new Connection(server.port)) {
                        said.merge(connection.send("POST", "/v1/projects/" + projects.getFirst() + "/tasks", account.token(),
                                House.JSON.writeValueAsString(Map.of("id", UUID.randomUUID(), "title", "No room"))).status(), 1, Integer::sum);
                        if (connection.send("GET", "/v1/projects/" + projects.getFirst(), account.token(), null).status() != 200) {
                            readsFailed++;
                        }
                    } catch (java.io.IOException e) {
                        readsFailed++;
                    }
                    Thread.sleep(100);
                }
                if (readsFailed > 0) {
                    return new Outcome(false, readsFailed + " reads failed; writes answered " + said);
                }
                if (!weakened) {
                    Files.delete(filler);
                }
                var freed = System.nanoTime();
                while (writers.lastSuccessAt() < freed) {
                    if (System.nanoTime() - freed > 30_000_000_000L) {
                        return new Outcome(false, "not writing again within 30 s; writes answered " + said);
                    }
                    Thread.sleep(10);
                }
                recovered = (System.nanoTime() - freed) / 1_000_000;
                writers.awaitMore(500, 60_000);
            }
            var truth = Truth.of(Database.of(server.data), writers.acknowledged());
            var clear = said.keySet().stream().allMatch(status -> status == 201 || status == 507 || status == 503);
            return new Outcome(truth.holds() && clear && said.containsKey(507), "writes answered %s, all reads fine; %,d acknowledged, %s; writing again after %.1f s"
                    .formatted(said, writers.count(), truth, recovered / 1_000.0));
        }
    }

    /** Fills the disk to its last block. */
    private static void fill(Path file) throws Exception {
        var block = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (java.io.IOException full) {
            // That is what was wanted.
        }
    }
}
