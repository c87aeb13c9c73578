package app.atelier.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The engine of ClickHouse behind its HTTP interface: {@code engines/clickhouse/shim.mjs}, run by Node. */
public final class ClickHouseEngine implements Engine {

    public static final String USERNAME = "atelier";
    public static final String PASSWORD = "atelier-engine";

    private final EngineProcess process;
    private final int port;

    private ClickHouseEngine(EngineProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * @param folder where it keeps its data and its log; made if missing
     * @throws IllegalStateException when it does not start, with the end of its log
     */
    public static ClickHouseEngine start(Path folder) {
        return start(folder, EngineProcess.freePort());
    }

    /** @param port of loopback that clients will use */
    public static ClickHouseEngine start(Path folder, int port) {
        try {
            var home = Files.createDirectories(folder).toAbsolutePath();
            var command = List.of("node", EngineFiles.of("clickhouse").resolve("shim.mjs").toString(), "--port", String.valueOf(port),
                    "--data", home.resolve("data").toString(), "--user", USERNAME, "--password", PASSWORD);
            return new ClickHouseEngine(EngineProcess.start(command, home.resolve("clickhouse.log"), port), port);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare ClickHouse in " + folder, e);
        }
    }

    /** {@code http://host:port}; signed in to as {@link #USERNAME} with {@link #PASSWORD}. */
    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
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
}
