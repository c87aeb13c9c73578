package app.atelier.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Redis: the machine's own {@code redis-server} or the one the build brought. It keeps nothing over a restart. */
public final class RedisEngine implements Engine {

    private static final String HOST = "127.0.0.1";

    private final int port;
    private final EngineProcess process;

    private RedisEngine(int port, EngineProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * @param folder keeps its output ({@code redis.log})
     * @throws IllegalStateException when there is no redis-server for this machine, or when it does not start
     */
    public static RedisEngine start(Path folder) {
        return start(folder, EngineProcess.freePort());
    }

    /** @param port of loopback that clients will use */
    public static RedisEngine start(Path folder, int port) {
        try {
            var home = Files.createDirectories(folder).toAbsolutePath();
            var command = List.of(program().toString(), "--port", String.valueOf(port), "--bind", HOST,
                    "--appendonly", "no", "--save", "", "--dir", home.toString());
            return new RedisEngine(port, EngineProcess.start(command, home.resolve("redis.log"), port));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare Redis in " + folder, e);
        }
    }

    /** {@code redis://host:port}. */
    @Override
    public String address() {
        return "redis://" + HOST + ":" + port;
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void restart() {
        process.restart();
    }

    @Override
    public void close() {
        process.close();
    }

    private static Path program() throws IOException {
        var path = System.getenv().getOrDefault("PATH", "");
        var own = Arrays.stream(path.split(java.io.File.pathSeparator)).map(d -> Path.of(d, "redis-server"))
                .filter(Files::isExecutable).findFirst();
        return own.isPresent() ? own.get() : brought();
    }

    /** Unpacking a jar loses the right to execute. */
    private static Path brought() throws IOException {
        var mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        var arm = System.getProperty("os.arch").equals("aarch64");
        var ending = (mac ? "darwin-" : "linux-") + (arm ? "arm64" : "amd64");
        try (Stream<Path> files = Files.list(EngineFiles.of("redis").resolve("target").resolve("bin"))) {
            var program = files.filter(f -> f.getFileName().toString().endsWith(ending)).findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "There is no Redis for " + ending + " in the build; install redis-server"));
            if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
                throw new IllegalStateException(program + " cannot be made executable");
            }
            return program;
        }
    }
}
