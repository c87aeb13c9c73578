package rows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import lab.Account;
import lab.Database;
import lab.Row;
import lab.Running;

/** What a crash leaves in the data folder: a {@code postmaster.pid} of a process that is gone, or is another by now. */
public final class StalePostmaster implements Row {

    @Override
    public String name() {
        return "stale";
    }

    @Override
    public String fault() {
        return "stale postmaster.pid: of no process, of a foreign one; a start right after kill -9";
    }

    @Override
    public String control() {
        return "a cluster of another PostgreSQL version";
    }

    @Override
    public Outcome run(Path root, Path scratch) throws Exception {
        var data = scratch.resolve("data");
        var pidFile = data.resolve("postgres/postmaster.pid");
        var server = Running.start(root, data);
        Account.register(server.port);
        var slowest = 0L;
        for (var pid : List.of(4_190_000L, ProcessHandle.current().pid())) {
            var left = Files.readAllLines(pidFile);
            server.close();
            left.set(0, String.valueOf(pid));
            Files.write(pidFile, left);
            server = Running.start(root, data);
            slowest = Math.max(slowest, server.firstPageMs);
        }
        server.kill();
        server = Running.start(root, data);
        slowest = Math.max(slowest, server.firstPageMs);
        var people = Database.of(data).number("select count(*) from users.person");
        server.close();
        return new Outcome(people == 1, "3 of 3 starts, everything kept; slowest %.1f s".formatted(slowest / 1_000.0));
    }

    @Override
    public Outcome runControl(Path root, Path scratch) throws Exception {
        var data = scratch.resolve("data");
        Running.start(root, data).close();
        Files.writeString(data.resolve("postgres/PG_VERSION"), "17\n");
        try (var server = Running.start(root, data, Running.freePort(), Map.of())) {
            return new Outcome(true, "it runs on port " + server.port);
        } catch (IllegalStateException refused) {
            return new Outcome(false, "it does not start");
        }
    }
}
