package app.atelier.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code atelier keys rotate}: publishes a new key, which takes over when everybody knows it. */
@Command(name = "rotate", mixinStandardHelpOptions = true,
        description = "Publishes a new key that takes over in ten minutes; the old one stays good until its tokens have died.")
final class KeysRotateCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:ATELIER_DATA:-data}",
            description = "The data folder of the running server (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var signsFrom = ServerClient.operate(data, "/v1/auth/local/rotate-keys").path("signsFrom").asString("");
        spec.commandLine().getOut().println("A new key is published. It signs from " + signsFrom
                + " on; nobody is signed out.");
        return ExitCode.OK;
    }
}
