package app.atelier.cli;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running server a client command speaks to, and for which organization. */
final class ServerOptions {

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:ATELIER_DATA:-data}",
            description = "The data folder of the running server (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Option(names = "--organization", paramLabel = "SLUG",
            description = "The organization to act in; needed only where the server has several.")
    @Nullable String organization;

    /** Signs in. @throws CommandFailure when no server runs on the data folder or it refuses */
    ServerClient connect() {
        return ServerClient.connect(data, organization);
    }
}
