package app.atelier.keep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code atelier verify}. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Restores a backup into a scratch folder and compares every table and every file.")
public final class VerifyCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private KeepOptions options = new KeepOptions();

    @Option(names = "--from", paramLabel = "PLACE", required = true, description = "The folder, or s3://bucket/prefix, of the backups.")
    @SuppressWarnings("NullAway.Init")
    private String from;

    @Option(names = "--point", paramLabel = "ID", description = "Which backup (default: the latest).")
    private @Nullable String point;

    @Option(names = "--scratch", paramLabel = "DIR", description = "Where there is room for the database once more (default: the system's temporary folder).")
    private @Nullable Path scratch;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        return KeepOptions.run(out, spec.commandLine().getErr(), progress -> {
            var passphrase = options.passphrase();
            var folder = scratch == null ? Files.createTempDirectory("atelier-verify-") : Files.createTempDirectory(scratch, "verify-");
            try (var target = Target.from(from, options.s3())) {
                var report = new VerifyJob(Point.open(target, point, passphrase), folder.toAbsolutePath(), progress).run();
                progress.end();
                report.findings().forEach(out::println);
                out.println(report.sentence());
                return report.findings().isEmpty() ? 0 : KeepOptions.FOUND;
            } finally {
                Restoration.clear(folder, false);
            }
        });
    }
}
