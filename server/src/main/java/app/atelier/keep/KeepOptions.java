package app.atelier.keep;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

import app.atelier.platform.Refusal;
import app.atelier.platform.blob.S3Properties;
import app.atelier.platform.settings.Settings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Option;

/** What the commands have in common: the data folder, and the settings of the environment. */
final class KeepOptions {

    static final int FOUND = 1;
    private static final int CANCELLED = 130;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:ATELIER_DATA:-data}",
            description = "The data folder (default: data).")
    private Path data = Path.of("data");

    private final ConfigurableEnvironment environment = Settings.environment(System.getenv(), Map.of());

    Path data() {
        return data.toAbsolutePath().normalize();
    }

    /** @throws Refusal for a wrong value */
    Binder settings() {
        Settings.known().requireUsable(environment);
        return Binder.get(environment);
    }

    BackupProperties backups() {
        return settings().bindOrCreate("atelier.backup", BackupProperties.class);
    }

    S3Properties s3() {
        return settings().bindOrCreate("atelier.s3", S3Properties.class);
    }

    /** From the settings, else asked for on a terminal. */
    String passphrase() {
        return backups().secret().orElseGet(() -> {
            var console = System.console();
            if (console == null || !console.isTerminal()) {
                throw new Refusal("There is no passphrase; set ATELIER_BACKUP_PASSPHRASE_FILE to a file whose first line it is.");
            }
            var typed = console.readPassword("Passphrase of the backups: ");
            return BackupProperties.requireLong(typed == null ? "" : new String(typed));
        });
    }

    /** Does the work; Ctrl-C ends it in good order. */
    static int run(PrintWriter out, PrintWriter err, Work work) throws Exception {
        var progress = new TerminalProgress(out);
        try {
            return work.with(progress);
        } catch (Progress.Cancelled e) {
            progress.end();
            err.println("Cancelled; nothing was changed.");
            return CANCELLED;
        } finally {
            progress.end();
            out.flush();
        }
    }

    /** One command. */
    interface Work {
        int with(TerminalProgress progress) throws Exception;
    }
}
