package app.atelier.keep;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;

import app.atelier.platform.Refusal;
import app.atelier.platform.db.Ids;
import app.atelier.platform.secrets.DataKeys;
import app.atelier.platform.secrets.KeyProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atelier secrets}: the keys that seal what the database must not show. */
@Command(name = "secrets", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        description = "Looks after the data keys that seal secrets in the database.",
        subcommands = {SecretsCommand.Rotate.class, SecretsCommand.Rewrap.class, SecretsCommand.Status.class})
public final class SecretsCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 0;
    }

    /** What one of them does with the database of an installation. */
    private interface Work {
        void with(Installation installation, Connection connection) throws SQLException;
    }

    private static int run(KeepOptions options, Work work) throws IOException, SQLException {
        try (var installation = Installation.open(options.data(), options.settings());
                var connection = Owner.enter(installation.server())) {
            if (DataKeyRows.all(connection).isEmpty()) {
                throw new Refusal("This database has no data keys yet; start Atelier once, which makes the first.");
            }
            work.with(installation, connection);
            connection.commit();
            return 0;
        } catch (KeyProvider.Failed failed) {
            throw new Refusal(failed.sentence());
        }
    }

    /** {@code atelier secrets rotate}. */
    @Command(name = "rotate", mixinStandardHelpOptions = true,
            description = "Makes a new data key. It seals from then on, and what older ones sealed is sealed anew while everybody works.")
    static final class Rotate implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private KeepOptions options = new KeepOptions();

        @Override
        public Integer call() throws Exception {
            var out = spec.commandLine().getOut();
            return run(options, (installation, connection) -> {
                var key = DataKeys.make(Ids.next(), installation.providers());
                DataKeyRows.insert(connection, key);
                out.println("The data key " + key.id() + " seals from now on, wrapped by " + key.provider() + ".");
                out.println(installation.running()
                        ? "A running Atelier takes it within half a minute and seals older secrets anew in the background; see: atelier secrets status"
                        : "Atelier does not run; it seals older secrets anew after its next start.");
                out.flush();
            });
        }
    }

    /** {@code atelier secrets rewrap}. */
    @Command(name = "rewrap", mixinStandardHelpOptions = true,
            description = "Wraps the data keys anew by the provider of the settings: after it was changed, or its own key was.")
    static final class Rewrap implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private KeepOptions options = new KeepOptions();

        @Override
        public Integer call() throws Exception {
            var out = spec.commandLine().getOut();
            return run(options, (installation, connection) -> {
                var all = DataKeyRows.all(connection);
                for (var key : all) {
                    DataKeyRows.rewrap(connection, DataKeys.rewrap(key, installation.providers()));
                }
                out.println("Wrapped " + all.size() + (all.size() == 1 ? " data key" : " data keys") + " by " + installation.providers().configured().name() + ".");
                out.flush();
            });
        }
    }

    /** {@code atelier secrets status}. */
    @Command(name = "status", mixinStandardHelpOptions = true, description = "Tells the data keys, and how far sealing anew has come.")
    static final class Status implements Callable<Integer> {

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Mixin
        private KeepOptions options = new KeepOptions();

        @Override
        public Integer call() throws Exception {
            return run(options, (installation, connection) -> tell(connection, spec.commandLine().getOut()));
        }

        private static void tell(Connection connection, PrintWriter out) throws SQLException {
            var keys = DataKeyRows.all(connection);
            var current = keys.stream().filter(k -> k.retiredAt() == null).reduce((_, last) -> last).orElse(keys.getLast());
            for (var key : keys) {
                out.println(key.id() + "  " + key.provider() + "  made " + key.createdAt() + "  "
                        + (key.retiredAt() != null ? "retired " + key.retiredAt() : key.id().equals(current.id()) ? "seals" : "being replaced"));
            }
            for (var place : Catalog.ask(connection, "select place || '  ' || case when key_id = '" + current.id()
                    + "' then 'sealed with the newest key' else 'not sealed with the newest key yet' end from platform.resealed order by place",
                    r -> r.getString(1))) {
                out.println(place);
            }
            out.flush();
        }
    }
}
