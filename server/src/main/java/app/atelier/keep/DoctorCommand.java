package app.atelier.keep;

import java.util.concurrent.Callable;

import app.atelier.keep.Finding.Level;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atelier doctor}. */
@Command(name = "doctor", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Looks at settings, versions, disk, clock, keys, data and files, and says what to do. Ends with 1 when it finds a problem.")
public final class DoctorCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private KeepOptions options = new KeepOptions();

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        return KeepOptions.run(out, spec.commandLine().getErr(), progress -> {
            var settings = options.settings();
            out.println(Finding.ok("settings").lines());
            try (var installation = Installation.open(options.data(), settings)) {
                var findings = new Doctor(installation, options.backups(), progress).look();
                progress.end();
                findings.forEach(f -> out.println(f.lines()));
                var problems = findings.stream().filter(f -> f.level() == Level.PROBLEM).count();
                out.println(problems == 0 ? "No problem was found." : problems == 1 ? "1 problem was found." : problems + " problems were found.");
                return problems == 0 ? 0 : KeepOptions.FOUND;
            }
        });
    }
}
