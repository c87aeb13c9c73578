package app.atelier.keep;

import java.time.Instant;
import java.util.concurrent.Callable;

import app.atelier.keep.Runs.Kind;
import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code atelier backup}. */
@Command(name = "backup", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Copies the database and the files, as they are at one moment, while everybody works.")
public final class BackupCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private KeepOptions options = new KeepOptions();

    @Option(names = "--to", paramLabel = "PLACE",
            description = "A folder, or s3://bucket/prefix (default: ATELIER_BACKUP_TO). What is there already is not copied again.")
    private @Nullable String to;

    @Option(names = "--keep", paramLabel = "N", defaultValue = "0",
            description = "Delete all but the newest N backups there afterwards (default: keep all).")
    private int keep;

    @Override
    public Integer call() throws Exception {
        var where = to == null ? options.backups().to() : to;
        if (where == null) {
            throw new Refusal("Where to? Name a folder or s3://bucket/prefix with --to.");
        }
        if (keep < 0) {
            throw new Refusal("--keep is " + keep + "; it must be 1 or more, or absent to keep all.");
        }
        var out = spec.commandLine().getOut();
        return KeepOptions.run(out, spec.commandLine().getErr(), progress -> {
            var passphrase = options.passphrase();
            try (var installation = Installation.open(options.data(), options.settings());
                    var target = Target.to(where, options.s3())) {
                var started = Instant.now();
                var done = new BackupJob(installation.server(), installation.blobs(), installation.masterKey(), target,
                        passphrase, progress).run(keep);
                Runs.of(installation.server()).done(Kind.BACKUP, started, where, done.manifest().id(), done.sentence());
                progress.end();
                out.println(done.sentence());
                done.manifest().missing().forEach(key -> out.println("  not in the store: " + key));
                return 0;
            }
        });
    }
}
