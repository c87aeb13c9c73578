package rows;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.TimeUnit;

import lab.Account;
import lab.Database;
import lab.Fleet;
import lab.Row;
import lab.Truth;
import lab.Writers;

/** SIGKILL of every process of a split installation, one after the other, under write load. */
public final class KilledServices implements Row {

    private static final int CLIENTS = 8;
    private static final int WRITES_BETWEEN = 300;
    private static final int BACK_WITHIN_SECONDS = 120;
    private static final int DRAINED_WITHIN_SECONDS = 120;
    /** Catalog and orders have a database of their own, which gets the journal over Kafka. */
    private static final String APART = "atelier_sales";

    @Override
    public String name() {
        return "services";
    }

    @Override
    public String fault() {
        return "kill -9 of each process of a split installation in turn, " + CLIENTS + " clients writing; two databases";
    }

    @Override
    public String control() {
        return "clients that take what they sent for acknowledged";
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
        try (var fleet = Fleet.start(root, scratch.resolve("data"))) {
            var account = Account.register(fleet.port);
            var projects = account.projects(CLIENTS);
            var writers = weakened ? Writers.careless(account, projects) : new Writers(account, projects);
            var members = fleet.members();
            if (weakened) {
                members.keySet().removeIf(name -> !name.startsWith("gateway") && !name.startsWith("projects"));
            }
            var slowest = 0L;
            try (writers) {
                writers.start();
                for (var member : members.entrySet()) {
                    writers.awaitMore(WRITES_BETWEEN, 120_000);
                    var began = System.nanoTime();
                    ProcessHandle.of(member.getValue()).ifPresent(ProcessHandle::destroyForcibly);
                    writers.awaitMore(1, 120_000);
                    slowest = Math.max(slowest, (System.nanoTime() - began) / 1_000_000);
                    fleet.awaitBack(member.getKey(), BACK_WITHIN_SECONDS);
                }
                writers.awaitMore(WRITES_BETWEEN, 120_000);
            }
            var here = Database.of(fleet.data);
            var truth = Truth.of(here, writers.acknowledged());
            var began = System.nanoTime();
            var told = here.journal(account.organization());
            var arrived = here.named(APART).journal(account.organization());
            while (arrived.size() < told.size() && System.nanoTime() - began < TimeUnit.SECONDS.toNanos(DRAINED_WITHIN_SECONDS)) {
                Thread.sleep(500);
                arrived = here.named(APART).journal(account.organization());
            }
            var exact = arrived.equals(told);
            return new Outcome(truth.holds() && exact,
                    "%d processes killed; %,d acknowledged, %s; %,d entries in the other database%s; writing again after at most %.1f s"
                            .formatted(members.size(), writers.count(), truth, arrived.size(),
                                    exact ? ", each once and in order" : " of " + told.size() + ", " + new HashSet<>(arrived).size() + " different",
                                    slowest / 1_000.0));
        }
    }
}
