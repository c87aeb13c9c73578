package app.atelier.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One operating system process of an engine: started, watched until it listens, stopped. It never outlives us. */
final class EngineProcess {

    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final List<String> command;
    private final Path log;
    private final int port;
    private Process process;
    private final Thread atExit = new Thread(this::kill);

    private EngineProcess(List<String> command, Path log, int port) {
        this.command = command;
        this.log = log;
        this.port = port;
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * @param log  the file its output is appended to
     * @param port the port of loopback it will listen on
     * @throws IllegalStateException when it ends or does not listen within a minute, with the end of its output
     */
    static EngineProcess start(List<String> command, Path log, int port) {
        return new EngineProcess(command, log, port);
    }

    /** A port of loopback that is free now. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void kill() {
        process.destroyForcibly();
        await();
    }

    void restart() {
        if (process.isAlive()) {
            stop();
        }
        process = launch();
    }

    void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The machine is shutting down and runs the hook itself.
        }
    }

    private void stop() {
        process.destroy();
        if (!await()) {
            kill();
        }
    }

    private boolean await() {
        try {
            return process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Process launch() {
        try {
            var started = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
            started.getOutputStream().close();
            awaitListening(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
        }
    }

    private void awaitListening(Process started) throws IOException {
        var deadline = Instant.now().plus(START_WITHIN);
        while (!listens()) {
            if (!started.isAlive() || Instant.now().isAfter(deadline)) {
                started.destroyForcibly();
                throw new IllegalStateException(command.getFirst() + " did not start:\n" + endOfLog());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                started.destroyForcibly();
                throw new IllegalStateException("Interrupted while " + command.getFirst() + " started", e);
            }
        }
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String endOfLog() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
