package app.atelier.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** One running process of ours, from its start to its end. */
final class Child {

    /** The last line of {@code serve}'s announcement; the administrator's link, if there is one, came before. */
    private static final String READY = "Stop with Ctrl-C";
    private static final Pattern WELCOME = Pattern.compile("\\s*(http\\S+/welcome#\\S+)\\s*");
    private static final Duration STOP_WITHIN = Duration.ofSeconds(40);
    private static final int LAST_LINES = 30;
    /** What is meant for the whole installation, not for each of its processes. */
    private static final Set<String> NOT_PASSED_ON = Set.of("ATELIER_PORT", "ATELIER_DATA", "ATELIER_TARGET", "ATELIER_MANAGEMENT_PORT",
            "ATELIER_TLS_CERTIFICATE", "ATELIER_TLS_KEY", "ATELIER_TLS_REDIRECT_PORT");

    private final Process process;
    private final Deque<String> last = new ArrayDeque<>();
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private volatile @Nullable String welcome;

    private Child(Process process) {
        this.process = process;
        // Reading a pipe holds its carrier; fifteen of them would leave none for other virtual threads.
        Thread.ofPlatform().daemon().name("child-output").start(this::read);
    }

    static Child start(Member member, Path log, String mainClass) {
        var command = new ArrayList<>(Java.command(mainClass));
        command.addAll(List.of("serve", "--target", member.target(), "--port", String.valueOf(member.port()),
                "--data", member.data().toString(), "--while", String.valueOf(ProcessHandle.current().pid())));
        if (member.demo()) {
            command.add("--demo");
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(NOT_PASSED_ON);
        builder.environment().putAll(member.settings());
        builder.environment().put("LOGGING_FILE_NAME", log.toString());
        try {
            var process = builder.start();
            process.getOutputStream().close();
            return new Child(process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.getFirst(), e);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            // It ended in the middle of a line.
        }
        ready.complete(false);
    }

    private void take(String line) {
        if (line.startsWith(READY)) {
            ready.complete(true);
        }
        var link = WELCOME.matcher(line);
        if (link.matches()) {
            welcome = link.group(1);
        } else if (!line.isBlank()) {
            synchronized (last) {
                last.add(line);
                if (last.size() > LAST_LINES) {
                    last.remove();
                }
            }
        }
    }

    /** True once it serves; false when it ended before. */
    CompletableFuture<Boolean> ready() {
        return ready;
    }

    /** The administrator's link, when it printed one. */
    @Nullable String welcome() {
        return welcome;
    }

    /** The last line it said: a refusal is one sentence. */
    String lastWords() {
        synchronized (last) {
            return last.isEmpty() ? "it said nothing" : last.getLast();
        }
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Lets it finish, for a while. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
