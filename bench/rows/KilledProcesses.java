package rows;

import java.nio.file.Path;
import java.util.Map;

import lab.Account;
import lab.Database;
import lab.Row;
import lab.Running;
import lab.Truth;
import lab.Weakness;
import lab.Writers;

/** SIGKILL of the server and of PostgreSQL with all its processes, in turn, under write load. */
public final class KilledProcesses implements Row {

    private static final int KILLS = 20;
    private static final int ACKNOWLEDGED = 50_000;
    private static final int CLIENTS = 16;
    private static final long PATIENCE = 60_000;

    @Override
    public String name() {
        return "killed";
    }

    @Override
    public String fault() {
        return "kill -9 of server and PostgreSQL in turn, " + KILLS + " times, " + CLIENTS + " clients writing";
    }

    @Override
    public String control() {
        return "synchronous_commit=off";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return run(root, scratch, KILLS, ACKNOWLEDGED, false);
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return run(root, scratch, 4, 4_000, true);
    }

    private static Outcome run(Path root, Path scratch, int kills, int wanted, boolean weakened) throws Exception {
        var server = Running.start(root, scratch.resolve("data"));
        var slowest = 0L;
        var account = Account.register(server.port);
        var writers = new Writers(account, account.projects(CLIENTS));
        if (weakened) {
            Weakness.asynchronousCommit(Database.of(server.data));
        }
        try (writers) {
            writers.start();
            for (var kill = 0; kill < kills; kill++) {
                writers.awaitMore(wanted / kills, 5 * PATIENCE);
                var began = System.nanoTime();
                if (kill % 2 == 0) {
                    for (var pid : server.postgresProcesses()) {
                        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                    }
                } else {
                    server.kill();
                    server = Running.start(root, server.data, server.port, Map.of());
                }
                while (writers.lastSuccessAt() < began) {
                    if (System.nanoTime() - began > PATIENCE * 1_000_000) {
                        return new Outcome(false, "nothing could be written for a minute after kill " + (kill + 1));
                    }
                    Thread.sleep(5);
                }
                slowest = Math.max(slowest, (System.nanoTime() - began) / 1_000_000);
            }
        }
        var truth = Truth.of(Database.of(server.data), writers.acknowledged());
        server.close();
        return new Outcome(truth.holds() && (weakened || writers.count() >= wanted && slowest <= 10_000),
                "%,d acknowledged, %s; writing again after at most %.1f s".formatted(writers.count(), truth, slowest / 1_000.0));
    }
}
