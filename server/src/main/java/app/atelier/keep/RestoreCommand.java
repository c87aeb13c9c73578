package app.atelier.keep;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;

import app.atelier.platform.Refusal;
import app.atelier.platform.db.DbProperties;
import app.atelier.platform.secrets.SecretsProperties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code atelier restore}. */
@Command(name = "restore", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Makes an installation of a backup: in a new data folder, and in an empty database where ATELIER_DB_URL names one.")
public final class RestoreCommand implements Callable<Integer> {

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

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        return KeepOptions.run(out, spec.commandLine().getErr(), progress -> {
            var passphrase = options.passphrase();
            var started = System.nanoTime();
            try (var target = Target.from(from, options.s3())) {
                var opened = Point.open(target, point, passphrase);
                requireSameKey(opened);
                var manifest = opened.manifest();
                out.printf("Restoring the backup %s: the database as of %s, %,d rows, %,d files.%n", manifest.id(),
                        manifest.at(), manifest.rows(), manifest.blobs());
                out.flush();
                var db = options.settings().bindOrCreate("atelier.db", DbProperties.class);
                new Restoration(opened, options.data(), Installation.external(db), options.s3(), progress).run();
                progress.end();
                out.printf("Restored into %s in %.1f s, all tables equal to the backup; start it with: atelier serve --data %s%n",
                        options.data(), (System.nanoTime() - started) / 1e9, options.data());
                return 0;
            }
        });
    }

    /** A key kept outside the data folder is not replaced, and must be the one the files were sealed with. */
    private void requireSameKey(Point opened) throws IOException {
        var secrets = options.settings().bindOrCreate("atelier.secrets", SecretsProperties.class);
        if (secrets.keyFile() != null && opened.masterKey().length > 0 && !Arrays.equals(secrets.masterKey(options.data()), opened.masterKey())) {
            throw new Refusal("ATELIER_SECRETS_KEY_FILE holds another master key than the backup; unset it, and the backup's"
                    + " comes into the data folder.");
        }
    }
}
