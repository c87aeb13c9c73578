package lab;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The release build in its own process, started through the launcher as a person would. */
public final class Running implements AutoCloseable {

    /** The first start after a build trains the JVM's ahead-of-time cache. */
    private static final int PATIENCE_MINUTES = 5;

    public final int port;
    public final Path data;
    private final Process process;

    /** Milliseconds from the start of the process to the first page, whole. */
    public final long firstPageMs;

    private Running(int port, Path data, Process process, long firstPageMs) {
        this.port = port;
        this.data = data;
        this.process = process;
        this.firstPageMs = firstPageMs;
    }

    public static Running start(Path root, Path data) throws Exception {
        return start(root, data, freePort(), Map.of());
    }

    /**
     * @param environment settings besides ours
     * @throws IllegalStateException when it ends before it is ready, or is not in time, with what it said
     */
    public static Running start(Path root, Path data, int port, Map<String, String> environment) throws Exception {
        var began = System.nanoTime();
        var process = launch(root, data, port, environment);
        while (true) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server ended:\n" + Files.readString(log(data)));
            }
            if (System.nanoTime() - began > TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("not ready within " + PATIENCE_MINUTES + " minutes:\n" + Files.readString(log(data)));
            }
            try (var connection = new Connection(port)) {
                // A process of single services has no pages.
                if (connection.send("GET", "/readyz", null, null).status() == 200 && (environment.containsKey("ATELIER_TARGET")
                        || connection.send("GET", "/", null, null, "Accept: text/html").status() == 200)) {
                    return new Running(port, data, process, (System.nanoTime() - began) / 1_000_000);
                }
            } catch (IOException notYet) {
                // It does not listen yet.
            }
            Thread.sleep(5);
        }
    }

    /** Starts it and does not wait. */
    public static Process launch(Path root, Path data, int port, Map<String, String> environment) throws IOException {
        var command = new ProcessBuilder(root.resolve("atelier").toString(), "serve", "--port", Integer.toString(port),
                "--data", data.toString());
        command.environment().put("ATELIER_BUILD", "never");
        // The load comes from one address and one person; what is measured is the work, not the refusal.
        command.environment().put("ATELIER_LIMITS_PERSON", "1000000000");
        command.environment().put("ATELIER_LIMITS_ANONYMOUS", "1000000000");
        command.environment().putAll(environment);
        return command.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log(data).toFile())).start();
    }

    /** What it has said so far. */
    public static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }

    public Process process() {
        return process;
    }

    /** Ends it as a power cut would; its PostgreSQL is left behind. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Proportional set sizes in MiB: memory shared between processes counts once. */
    public record Memory(long jvm, long postgres) {
    }

    public Memory memory() throws IOException {
        var postgres = 0L;
        for (var child : process.descendants().toList()) {
            postgres += pss(child.pid());
        }
        // PostgreSQL may have detached itself; its postmaster is the parent of all the others.
        if (postgres == 0) {
            for (var pid : postgresProcesses()) {
                postgres += pss(pid);
            }
        }
        return new Memory(pss(process.pid()) / 1024, postgres / 1024);
    }

    /** Its postmaster and all the postmaster started; empty when none runs. */
    public List<Long> postgresProcesses() throws IOException {
        return postgresProcesses(data);
    }

    private static List<Long> postgresProcesses(Path data) throws IOException {
        var pids = new ArrayList<Long>();
        var file = data.resolve("postgres/postmaster.pid");
        if (Files.exists(file)) {
            var postmaster = Long.parseLong(Files.readAllLines(file).getFirst().strip());
            ProcessHandle.of(postmaster).filter(p -> p.info().command().orElse("").endsWith("postgres"))
                    .ifPresent(handle -> Stream.concat(Stream.of(handle), handle.descendants()).forEach(each -> pids.add(each.pid())));
        }
        return pids;
    }

    /** Ends the PostgreSQL that a killed server has left behind in a data folder. */
    public static void killOrphan(Path data) throws IOException {
        for (var pid : postgresProcesses(data)) {
            ProcessHandle.of(pid).ifPresent(handle -> {
                handle.destroyForcibly();
                handle.onExit().join();
            });
        }
    }

    private static long pss(long pid) throws IOException {
        var file = Path.of("/proc", Long.toString(pid), "smaps_rollup");
        if (!Files.isReadable(file)) {
            return 0;
        }
        return Files.readAllLines(file).stream().filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
    }

    public static int freePort() throws IOException {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
