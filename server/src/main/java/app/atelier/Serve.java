package app.atelier;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** {@code atelier serve}. */
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Starts Atelier: every service in one process, on its own PostgreSQL unless ATELIER_DB_URL names another.")
final class Serve implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "${env:ATELIER_PORT:-8080}",
            description = "the port to listen on; 0 takes a free one (default: 8080)")
    private int port;

    @Option(names = "--data", paramLabel = "DIR", defaultValue = "${env:ATELIER_DATA:-data}",
            description = "the folder that keeps everything (default: data)")
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(names = "--target", paramLabel = "LIST", defaultValue = "${env:ATELIER_TARGET:-all}",
            description = "the services to run, separated by commas (default: all)")
    @SuppressWarnings("NullAway.Init")
    private String target;

    @Option(names = "--demo", description = "furnishes a demonstration: an organization with people, projects, products and orders")
    private boolean demo;

    @Option(names = "--while", paramLabel = "PID", hidden = true, description = "runs while that process does, and leaves Ctrl-C to it")
    private long master;

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port must lie between 0 and 65535");
        }
        var started = System.nanoTime();
        System.out.println("Starting Atelier …");
        if (master != 0) {
            // Ctrl-C reaches every process of the terminal; the master stops them in its order.
            Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
        }
        var running = Launch.start(new Launch.Options(port, data.toAbsolutePath().normalize(), target, demo, Map.of(), Map.of()));
        var stop = new CountDownLatch(1);
        // Our own handlers instead of shutdown hooks, which run all at once: requests must end before PostgreSQL does.
        if (master == 0) {
            Signal.handle(new Signal("INT"), _ -> stop.countDown());
        }
        Signal.handle(new Signal("TERM"), _ -> stop.countDown());
        if (master != 0) {
            ProcessHandle.of(master).ifPresentOrElse(process -> process.onExit().thenRun(stop::countDown), stop::countDown);
        }
        announce(running, (System.nanoTime() - started) / 1_000_000);
        stop.await();
        System.out.println("Stopping …");
        running.close();
        System.out.println("Stopped. Everything is kept in " + data.toAbsolutePath().normalize() + ".");
        return 0;
    }

    private void announce(Launch.Running running, long millis) {
        var link = running.welcomeLink(demo);
        System.out.printf("%nAtelier is ready at %s (%.1f s)%n", running.url(), millis / 1_000.0);
        if (link != null) {
            System.out.printf("Administrator, once and within 24 hours:%n  %s%n", link);
        }
        System.out.printf("Stop with Ctrl-C.%n%n");
        System.out.flush();
    }
}
