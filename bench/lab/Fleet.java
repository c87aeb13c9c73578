package lab;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A split installation of the release build, started by {@code ./atelier cluster} as a person would. */
public final class Fleet implements AutoCloseable {

    private static final int PATIENCE_MINUTES = 10;
    /** A line of the table it prints: name, address, process number. */
    private static final Pattern MEMBER = Pattern.compile("(?m)^  (\\S+)\\s+http://localhost:\\d+\\s+(\\d+)\\s");

    public final int port;
    public final Path data;
    private final Process process;

    private Fleet(int port, Path data, Process process) {
        this.port = port;
        this.data = data;
        this.process = process;
    }

    /** @throws IllegalStateException when it ends before it is ready, or is not in time, with what it said */
    public static Fleet start(Path root, Path data) throws Exception {
        var port = freePair();
        var command = new ProcessBuilder(root.resolve("atelier").toString(), "cluster", "--port", Integer.toString(port),
                "--data", data.toString());
        command.environment().putAll(Map.of("ATELIER_BUILD", "never", "ATELIER_LIMITS_PERSON", "1000000000",
                "ATELIER_LIMITS_ANONYMOUS", "1000000000"));
        var process = command.redirectErrorStream(true).redirectOutput(Running.log(data).toFile()).start();
        var fleet = new Fleet(port, data, process);
        var began = System.nanoTime();
        while (!fleet.said().contains("Stop with Ctrl-C")) {
            if (!process.isAlive() || System.nanoTime() - began > TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES)) {
                fleet.close();
                throw new IllegalStateException("the cluster is not ready:\n" + fleet.said());
            }
            Thread.sleep(100);
        }
        return fleet;
    }

    /** Names and numbers of its processes, the engines left out; as they were at its start. */
    public Map<String, Long> members() throws IOException {
        var members = new LinkedHashMap<String, Long>();
        var lines = MEMBER.matcher(said());
        while (lines.find()) {
            members.put(lines.group(1), Long.parseLong(lines.group(2)));
        }
        return members;
    }

    /** Waits until the cluster has started this process again. */
    public void awaitBack(String member, int patienceSeconds) throws Exception {
        var began = System.nanoTime();
        while (!said().contains(member + " is back.")) {
            if (System.nanoTime() - began > TimeUnit.SECONDS.toNanos(patienceSeconds)) {
                throw new IllegalStateException(member + " is not back after " + patienceSeconds + " s");
            }
            Thread.sleep(100);
        }
    }

    private String said() throws IOException {
        return Files.readString(Running.log(data));
    }

    /** A port whose next one is free, too: for two gateways. */
    private static int freePair() throws IOException {
        while (true) {
            var port = Running.freePort();
            try (var _ = new ServerSocket(port + 1)) {
                return port;
            } catch (IOException taken) {
                // Another pair.
            }
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
    }
}
