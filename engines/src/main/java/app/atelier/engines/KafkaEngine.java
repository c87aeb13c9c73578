package app.atelier.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Apache Kafka: one node that is broker and controller (KRaft), without ZooKeeper, without authentication. Topics are
 * not made by themselves; who uses one creates it.
 */
public final class KafkaEngine implements Engine {

    private static final String HOST = "127.0.0.1";

    private final int port;
    private final EngineProcess process;

    private KafkaEngine(int port, EngineProcess process) {
        this.port = port;
        this.process = process;
    }

    /**
     * @param folder keeps its log, its settings and its output ({@code kafka.log}); formatted when it is not yet
     * @throws IllegalStateException when it does not start within a minute, with the end of its output
     */
    public static KafkaEngine start(Path folder) {
        return start(folder, EngineProcess.freePort());
    }

    /** @param port of loopback that clients will use */
    public static KafkaEngine start(Path folder, int port) {
        try {
            var home = Files.createDirectories(folder).toAbsolutePath();
            var settings = settings(home, port, EngineProcess.freePort());
            var output = home.resolve("kafka.log");
            if (!Files.exists(home.resolve("data").resolve("meta.properties"))) {
                format(home, settings, output);
            }
            return new KafkaEngine(port, EngineProcess.start(java(home, "kafka.Kafka", settings.toString()), output, port));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare Kafka in " + folder, e);
        }
    }

    @Override
    public String address() {
        return HOST + ":" + port;
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

    private static Path settings(Path home, int port, int controllerPort) throws IOException {
        var settings = new TreeMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "controller.quorum.voters", "1@" + HOST + ":" + controllerPort,
                "controller.listener.names", "CONTROLLER",
                "listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort,
                "log.dirs", home.resolve("data").toString(),
                "auto.create.topics.enable", "false",
                // After a kill the controller takes the broker back only when its former session has expired.
                "broker.session.timeout.ms", "4000",
                "broker.heartbeat.interval.ms", "500",
                // A group begins at once instead of waiting for members that may join.
                "group.initial.rebalance.delay.ms", "0"));
        // Kafka's own topics are made for three brokers and many groups; this is one broker for a few.
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1"));
        var text = settings.entrySet().stream().map(s -> s.getKey() + "=" + s.getValue()).collect(Collectors.joining("\n", "", "\n"));
        return Files.writeString(home.resolve("server.properties"), text, StandardCharsets.UTF_8);
    }

    private static void format(Path home, Path settings, Path output) throws IOException {
        var command = java(home, "kafka.tools.StorageTool", "format", "--config", settings.toString(), "--cluster-id", clusterId());
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile())).start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException("Kafka's storage could not be formatted:\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Kafka's storage was formatted", e);
        }
    }

    /** 16 random bytes in URL-safe Base64 without padding, as Kafka writes its UUIDs. */
    private static String clusterId() {
        var id = UUID.randomUUID();
        var bytes = ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return "A" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array()).substring(1);
    }

    private static List<String> java(Path home, String main, String... arguments) {
        var command = new ArrayList<>(List.of(EngineFiles.java(),
                // Ready sooner and small, which matters here more than throughput.
                "-Xms64m", "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dkafka.logs.dir=" + home,
                "-cp", EngineFiles.of("kafka").resolve("target").resolve("lib").resolve("*").toString(),
                main));
        command.addAll(List.of(arguments));
        return command;
    }
}
