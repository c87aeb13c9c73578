import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import lab.Machine;
import lab.Row;
import lab.Running;
import rows.ClickHouseAway;
import rows.DatabaseRestarts;
import rows.DiskFull;
import rows.GracefulStop;
import rows.KafkaAway;
import rows.KilledProcesses;
import rows.KilledServices;
import rows.KilledUpgrade;
import rows.PasswordGuesses;
import rows.PoisonEntry;
import rows.Reconnects;
import rows.RedisAway;
import rows.S3Away;
import rows.SlowAndHuge;
import rows.StalePostmaster;
import rows.TwoServers;

/**
 * {@code bench/faults}: does to a release build what happens to servers, and prints what held. Every row has a control,
 * the same test against a weakened setting, which must fail; the exit code is 1 when a row does not hold or a control
 * does.
 */
public final class Faults {

    private static final List<Row> ROWS = List.of(new KilledProcesses(), new DatabaseRestarts(), new KilledServices(), new Reconnects(), new PoisonEntry(),
            new DiskFull(), new GracefulStop(), new KilledUpgrade(), new KafkaAway(), new RedisAway(),
            new ClickHouseAway(), new S3Away(), new StalePostmaster(), new TwoServers(),
            new PasswordGuesses(), new SlowAndHuge());

    private Faults() {
    }

    public static void main(String[] args) throws Exception {
        var only = List.<String>of();
        for (var i = 1; i < args.length; i++) {
            if (!args[i].equals("--only") || i + 1 == args.length) {
                System.err.println("usage: bench/faults [--only " + String.join(",", ROWS.stream().map(Row::name).toList()) + "]");
                System.exit(2);
            }
            only = List.of(args[++i].split(","));
        }
        System.out.printf("Measured %s.%n%n| fault | holds | figures | control | fails as it should |%n|---|---|---|---|---|%n", Machine.today());
        train(Path.of(args[0]));
        var good = true;
        for (var row : ROWS) {
            if (only.isEmpty() || only.contains(row.name())) {
                good &= print(row, Path.of(args[0]));
            }
        }
        System.exit(good ? 0 : 1);
    }

    /** A start that trains is not one of those that are measured. */
    private static void train(Path root) throws Exception {
        var scratch = Files.createTempDirectory("atelier-faults-");
        Running.start(root, scratch.resolve("data")).close();
        Machine.delete(scratch);
    }

    private static boolean print(Row row, Path root) throws Exception {
        System.err.println(row.fault() + " …");
        var outcome = attempt(row, root, false);
        System.err.println("… its control: " + row.control());
        var control = attempt(row, root, true);
        System.out.printf("| %s | %s | %s | %s | %s |%n", row.fault(), outcome.holds() ? "yes" : "**no**", outcome.figures(),
                row.control(), control.holds() ? "**no**: " + control.figures() : (control.whole() ? "yes: " : "**not shown**: ") + control.figures());
        return outcome.holds() && control.whole() && !control.holds();
    }

    private static Row.Outcome attempt(Row row, Path root, boolean control) throws Exception {
        var scratch = Files.createTempDirectory("atelier-faults-");
        try {
            return control ? row.runControl(root, scratch) : row.run(root, scratch);
        } catch (IllegalStateException e) {
            return Row.Outcome.brokeOff(e.getMessage().lines().limit(3).toList().toString());
        } finally {
            Running.killOrphan(scratch.resolve("data"));
            Machine.delete(scratch);
        }
    }
}
