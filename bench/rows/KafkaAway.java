package rows;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;

import app.atelier.engines.KafkaEngine;
import lab.Account;
import lab.Database;
import lab.Row;
import lab.Running;
import lab.Writers;

/** Kafka's broker dies and comes back under load, and then stays away, between two databases. */
public final class KafkaAway implements Row {

    private static final int CLIENTS = 16;
    private static final int DEATHS = 3;
    private static final int AWAY_SECONDS = 60;
    private static final double DRAINED_WITHIN = 120;

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String fault() {
        return "Kafka killed " + DEATHS + " times, then away for " + AWAY_SECONDS + " s, " + CLIENTS + " clients writing; two databases";
    }

    @Override
    public String control() {
        return "ten entries that the relay takes for another database's";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        return run(root, scratch, AWAY_SECONDS, DRAINED_WITHIN, false);
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        return run(root, scratch, 5, 20, true);
    }

    private static Outcome run(Path root, Path scratch, int seconds, double patience, boolean weakened) throws Exception {
        try (var engine = KafkaEngine.start(scratch.resolve("kafka"));
                var here = Running.start(root, scratch.resolve("data"), Running.freePort(), Map.of("ATELIER_KAFKA", engine.address()));
                var there = Running.start(root, scratch.resolve("there"), Running.freePort(),
                        Map.of("ATELIER_KAFKA", engine.address(), "ATELIER_TARGET", "ingestion",
                                "ATELIER_SERVICE_AUTH_URL", "http://localhost:" + here.port))) {
            var account = Account.register(here.port);
            var database = Database.of(here.data);
            var writers = new Writers(account, account.projects(CLIENTS));
            try (writers) {
                writers.start();
                for (var death = 0; death < DEATHS; death++) {
                    writers.awaitMore(500, 120_000);
                    engine.kill();
                    engine.restart();
                }
                writers.awaitMore(500, 120_000);
                engine.kill();
                Thread.sleep(seconds * 1_000L);
                if (weakened) {
                    database.execute("select set_config('atelier.organization', '" + account.organization() + "', false);"
                            + " update journal.entry set origin = gen_random_uuid() where seq > (select seq - 10 from journal.head"
                            + " where organization_id = '" + account.organization() + "') and organization_id = '" + account.organization() + "'");
                }
            }
            engine.restart();
            var began = System.nanoTime();
            var told = database.journal(account.organization());
            var arrived = Database.of(there.data).journal(account.organization());
            while (arrived.size() < told.size() && elapsed(began) < patience) {
                Thread.sleep(500);
                arrived = Database.of(there.data).journal(account.organization());
            }
            var distinct = new HashSet<>(arrived);
            var lost = told.stream().filter(id -> !distinct.contains(id)).count();
            var inOrder = arrived.equals(told);
            return new Outcome(writers.failures() == 0 && inOrder, "%,d writes, %,d failed; of %,d entries %,d lost, %,d doubled%s; drained in %.1f s"
                    .formatted(writers.count(), writers.failures(), told.size(), lost, arrived.size() - distinct.size(),
                            inOrder ? ", in order" : "", elapsed(began)));
        }
    }

    private static double elapsed(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
