package app.atelier.cli;

import picocli.CommandLine.Command;

/** {@code atelier keys}: the keys that sign access tokens. */
@Command(name = "keys", mixinStandardHelpOptions = true, subcommands = KeysRotateCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks after the keys that sign access tokens.")
public final class KeysCommand {
}
