package app.atelier;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code atelier version}. */
@Command(name = "version", mixinStandardHelpOptions = true, description = "Says which Atelier this is, and on which Java it runs.")
final class Version implements Callable<Integer> {

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            var out = spec.commandLine().getOut();
            spec.parent().commandLine().printVersionHelp(out);
            out.println("Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        }
        return 0;
    }
}
