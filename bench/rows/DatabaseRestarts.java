package rows;

import java.nio.file.Path;
import java.sql.SQLException;

import lab.Account;
import lab.Database;
import lab.Row;
import lab.Running;
import lab.Truth;
import lab.Weakness;
import lab.Writers;

/** PostgreSQL stops at once ({@code pg_ctl stop -m immediate}) under write load, and comes back. */
public final class DatabaseRestarts implements Row {

    private static final int STOPS = 5;
    private static final int CLIENTS = 16;

    @Override
    public String name() {
        return "restarts";
    }

    @Override
    public String fault() {
        return STOPS + " immediate stops of PostgreSQL, " + CLIENTS + " clients writing";
    }

    @Override
    public String control() {
        return "synchronous_commit=off";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return run(root, scratch, false);
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return run(root, scratch, true);
    }

    private static Outcome run(Path root, Path scratch, boolean weakened) throws Exception {
        try (var server = Running.start(root, scratch.resolve("data"))) {
            var account = Account.register(server.port);
            var database = Database.of(server.data);
            var longest = 0L;
            var writers = new Writers(account, account.projects(CLIENTS));
            if (weakened) {
                Weakness.asynchronousCommit(database);
            }
            try (writers) {
                writers.start();
                for (var stop = 0; stop < STOPS; stop++) {
                    writers.awaitMore(1_000, 120_000);
                    new ProcessBuilder("kill", "-QUIT", String.valueOf(server.postgresProcesses().getFirst())).start().waitFor();
                    awaitGone(database);
                    awaitBack(database);
                    var back = System.nanoTime();
                    while (writers.lastSuccessAt() < back || writers.quietFor() < 2_000) {
                        Thread.sleep(5);
                    }
                    longest = Math.max(longest, (System.nanoTime() - back) / 1_000_000 - writers.quietFor());
                }
            }
            var truth = Truth.of(database, writers.acknowledged());
            return new Outcome(truth.holds() && longest <= 5_000, "%,d acknowledged, %s; last error %.1f s after it was back"
                    .formatted(writers.count(), truth, Math.max(0, longest) / 1_000.0));
        }
    }

    private static void awaitGone(Database database) throws InterruptedException {
        while (answers(database)) {
            Thread.sleep(2);
        }
    }

    private static void awaitBack(Database database) throws InterruptedException {
        while (!answers(database)) {
            Thread.sleep(5);
        }
    }

    private static boolean answers(Database database) {
        try {
            return database.number("select 1") == 1;
        } catch (SQLException e) {
            return false;
        }
    }
}
