package rows;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import lab.Account;
import lab.Database;
import lab.House;
import lab.Row;
import lab.Running;

/** One entry in a thousand that no follower can digest. */
public final class PoisonEntry implements Row {

    private static final int ENTRIES = 1_000;
    private static final int MOST_TRIES = 5;
    private static final String NOTICES = "select count(*) from notifications.notice where type = 'order_paid'";
    private static final String PARKED = "select coalesce(max(attempts), 0) from notifications.dead_letter"
            + " where follower = 'notices' and parked_at is not null";

    @Override
    public String name() {
        return "poison";
    }

    @Override
    public String fault() {
        return "one poison entry in " + ENTRIES;
    }

    @Override
    public String control() {
        return "a follower moved one entry further by hand";
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
            if (weakened) {
                database.execute("insert into notifications.follower_cursor (organization_id, follower, seq) select organization_id, 'notices', seq + 1"
                        + " from journal.head on conflict (organization_id, follower) do update set seq = excluded.seq");
            }
            append(database, account.organization());
            var deadline = System.nanoTime() + 60_000_000_000L;
            while (database.number(PARKED) == 0 || database.number(NOTICES) < ENTRIES - 1) {
                if (System.nanoTime() > deadline) {
                    break;
                }
                Thread.sleep(100);
            }
            var delivered = database.number(NOTICES);
            var twice = database.number("select count(*) from (select 1 from notifications.notice where type = 'order_paid' group by title having count(*) > 1) t");
            var tries = database.number(PARKED);
            return new Outcome(delivered == ENTRIES - 1 && twice == 0 && tries > 0 && tries <= MOST_TRIES,
                    "%d delivered, %d of them twice; parked after %d tries".formatted(delivered, twice, tries));
        }
    }

    private static void append(Database database, String organization) throws SQLException {
        var entries = new ArrayList<Map<String, Object>>();
        for (var n = 0; n < ENTRIES; n++) {
            var currency = n == ENTRIES / 2 ? "not a currency" : "EUR";
            entries.add(Map.of("id", UUID.randomUUID(), "service", "orders", "type", "order.paid", "subjectType", "order",
                    "subjectId", UUID.randomUUID(), "data", Map.of("order", Map.of("number", "A-" + n, "lines", List.of(),
                            "customer", Map.of("name", "Ada"), "total", Map.of("amount", 100, "currency", currency)))));
        }
        try (var connection = database.connect();
                var scope = connection.prepareStatement("select set_config('atelier.organization', ?, false)");
                var append = connection.prepareStatement("select journal.append(?::uuid, ?::jsonb)")) {
            scope.setString(1, organization);
            scope.execute();
            append.setString(1, organization);
            append.setString(2, House.JSON.writeValueAsString(entries));
            append.execute();
        }
    }
}
