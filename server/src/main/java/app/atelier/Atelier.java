package app.atelier;

import app.atelier.cli.AuditCommand;
import app.atelier.cli.CommandFailure;
import app.atelier.cli.ImportCommand;
import app.atelier.cli.IngestCommand;
import app.atelier.cli.KeysCommand;
import app.atelier.keep.BackupCommand;
import app.atelier.keep.DoctorCommand;
import app.atelier.keep.RestoreCommand;
import app.atelier.keep.SecretsCommand;
import app.atelier.keep.VerifyCommand;
import app.atelier.platform.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.modulith.Modulithic;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code atelier COMMAND}. */
@Modulithic(systemName = "Atelier")
@Command(name = "atelier", mixinStandardHelpOptions = true, version = "Atelier 0.1.0", synopsisSubcommandLabel = "COMMAND",
        description = "Where a team sells its work and does it.",
        subcommands = {Serve.class, Cluster.class, ImportCommand.class, IngestCommand.class, AuditCommand.class, KeysCommand.class,
                SecretsCommand.class, BackupCommand.class, RestoreCommand.class, VerifyCommand.class, DoctorCommand.class, Migrate.class,
                Version.class, WarmUp.class})
public final class Atelier {

    private Atelier() {
    }

    public static void main(String[] args) {
        // PostgreSQL starts before Spring has read how to log; until then nothing is said.
        LoggingSystem.get(Atelier.class.getClassLoader()).beforeInitialize();
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        var line = new CommandLine(new Atelier());
        line.setExecutionExceptionHandler((failure, command, _) -> {
            var sentence = sentence(failure);
            if (sentence == null) {
                throw failure;
            }
            command.getErr().println(sentence);
            return CommandLine.ExitCode.SOFTWARE;
        });
        return line;
    }

    /** A refusal tells itself; anything else is a defect and deserves its stack trace. */
    private static @Nullable String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal.sentence();
            }
            if (cause instanceof CommandFailure) {
                return cause.getMessage();
            }
        }
        return null;
    }
}
