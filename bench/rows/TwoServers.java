package rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import lab.Row;
import lab.Running;

/** A second server on a data folder that is in use. */
public final class TwoServers implements Row {

    @Override
    public String name() {
        return "two";
    }

    @Override
    public String fault() {
        return "two servers on one data folder";
    }

    @Override
    public String control() {
        return "a folder of its own for the second";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return run(root, scratch, "data");
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return run(root, scratch, "other");
    }

    private static Outcome run(Path root, Path scratch, String second) throws Exception {
        try (var first = Running.start(root, scratch.resolve("data"))) {
            var log = Running.log(scratch.resolve(second));
            var before = Files.exists(log) ? Files.readString(log).length() : 0;
            var process = Running.launch(root, scratch.resolve(second), Running.freePort(), Map.of());
            var ended = process.waitFor(20, TimeUnit.SECONDS);
            if (!ended) {
                process.destroy();
                process.waitFor(30, TimeUnit.SECONDS);
                return new Outcome(false, "the second one runs");
            }
            var said = Files.readString(log).substring(before).strip().lines().filter(line -> !line.startsWith("Starting")).toList();
            var alive = first.process().isAlive();
            return new Outcome(process.exitValue() != 0 && said.size() == 1 && alive,
                    "exit code " + process.exitValue() + ", " + said.size() + " sentence, the first " + (alive ? "goes on" : "died"));
        }
    }
}
