package app.atelier.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atelier audit}: what can be done with the audit log of the running server. */
@Command(name = "audit", mixinStandardHelpOptions = true, subcommands = AuditCommand.Verify.class,
        synopsisSubcommandLabel = "COMMAND", description = "Proves that the audit log of the running server is whole.")
public final class AuditCommand {

    /** {@code atelier audit verify}. */
    @Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Computes every hash of an organization's audit log anew and names the first row at fault.")
    static final class Verify implements Callable<Integer> {

        private static final int FOUND = 1;

        @Spec
        @SuppressWarnings("NullAway.Init") // set by picocli
        private CommandSpec spec;

        @Mixin
        private ServerOptions server = new ServerOptions();

        @Override
        public Integer call() {
            var client = server.connect();
            var organization = client.get("/v1/users/me");
            var found = client.get("/v1/organizations/" + organization.path("organizationId").asString("") + "/audit/verification");
            var out = spec.commandLine().getOut();
            var intact = found.path("intact").asBoolean(false);
            out.println(intact
                    ? organization.path("organizationName").asString("") + ": the audit log is whole, " + found.path("entries").asLong() + " rows."
                    : organization.path("organizationName").asString("") + ": " + found.path("fault").asString(""));
            out.flush();
            return intact ? 0 : FOUND;
        }
    }
}
