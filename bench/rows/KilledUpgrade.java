package rows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import lab.Account;
import lab.Database;
import lab.Row;
import lab.Running;

/** kill -9 in the middle of the migrations, twice, and a third start. */
public final class KilledUpgrade implements Row {

    private static final String SCHEMAS = "select count(*) from pg_tables where tablename = 'schema_history'";

    @Override
    public String name() {
        return "upgrade";
    }

    @Override
    public String fault() {
        return "kill -9 in the middle of the migrations, twice, then a backup restored into scratch";
    }

    @Override
    public String control() {
        return "a migration that was altered afterwards";
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
        var data = scratch.resolve("data");
        var killedAt = "";
        for (var schemas : new int[] {2, 6}) {
            var process = Running.launch(root, data, Running.freePort(), Map.of());
            var reached = awaitSchemas(data, schemas, process);
            process.destroyForcibly().waitFor();
            killedAt += (killedAt.isEmpty() ? "" : " and ") + reached;
        }
        if (weakened) {
            Database.of(data).execute("update platform.schema_history set checksum = checksum + 1 where version is not null");
        }
        try (var server = Running.start(root, data)) {
            Account.register(server.port);
            var failed = 0L;
            var database = Database.of(data);
            for (var schema : new String[] {"platform", "journal", "users", "projects", "orders", "notifications"}) {
                failed += database.number("select count(*) from " + schema + ".schema_history where not success");
            }
            var sums = backedUpAndVerified(root, scratch);
            return new Outcome(failed == 0 && sums.contains("all equal"), "killed with %s of %d schemas begun; the third start took %.1f s; %s"
                    .formatted(killedAt, database.number(SCHEMAS), server.firstPageMs / 1_000.0, sums));
        } catch (IllegalStateException refused) {
            return new Outcome(false, "it does not start");
        }
    }

    /** What {@code atelier verify} says of a backup of the running house, restored into scratch. */
    private static String backedUpAndVerified(Path root, Path scratch) throws Exception {
        var passphrase = Files.writeString(scratch.resolve("passphrase"), "correct horse battery staple\n");
        var place = scratch.resolve("backups").toString();
        var said = "";
        for (var command : List.of(List.of("backup", "--data", scratch.resolve("data").toString(), "--to", place),
                List.of("verify", "--data", scratch.resolve("data").toString(), "--from", place, "--scratch", scratch.toString()))) {
            var atelier = new ProcessBuilder(Stream.concat(Stream.of(root.resolve("atelier").toString()), command.stream()).toList());
            atelier.environment().putAll(Map.of("ATELIER_BUILD", "never", "ATELIER_BACKUP_PASSPHRASE_FILE", passphrase.toString()));
            var process = atelier.redirectErrorStream(true).start();
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                return command.getFirst() + " failed: " + said;
            }
        }
        return "backup restored: " + said.lines().toList().getLast();
    }

    private static long awaitSchemas(Path data, int schemas, Process process) throws Exception {
        while (process.isAlive()) {
            try {
                if (Files.exists(data.resolve("postgres/postmaster.pid"))) {
                    var begun = Database.of(data).number(SCHEMAS);
                    if (begun >= schemas) {
                        return begun;
                    }
                }
            } catch (SQLException | RuntimeException notYet) {
                // It does not answer yet, or its file is half written.
            }
            Thread.sleep(1);
        }
        throw new IllegalStateException("the server ended by itself:\n" + Files.readString(Running.log(data)));
    }
}
