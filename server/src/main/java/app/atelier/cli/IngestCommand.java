package app.atelier.cli;

import picocli.CommandLine.Command;

/** {@code atelier ingest}: sends events from files to a stream of the running server. */
@Command(name = "ingest", mixinStandardHelpOptions = true, subcommands = IngestOlistCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Sends events from files to a stream of the running server.")
public final class IngestCommand {
}
