package app.atelier.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import app.atelier.engines.ClickHouseEngine;
import app.atelier.engines.Engine;
import app.atelier.engines.KafkaEngine;
import app.atelier.engines.RedisEngine;
import app.atelier.engines.S3Engine;
import app.atelier.platform.Refusal;

/** The engines of the installation: those that settings name, and one of our own for each that none does. */
public final class StandIns implements AutoCloseable {

    private static final String BUCKET = "atelier";

    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<Engine> engines = new ArrayList<>();

    private StandIns() {
    }

    /**
     * Starts what is missing, side by side.
     *
     * @param folder keeps a folder for each
     * @param given  the settings there are, by their {@code ATELIER_*} names
     * @param known  the names of all settings there can be
     * @throws Refusal when one does not start
     */
    public static StandIns start(Path folder, Map<String, String> given, Set<String> known) {
        var all = new StandIns();
        var starts = new LinkedHashMap<String, CompletableFuture<Engine>>();
        var needed = new LinkedHashMap<String, Supplier<Engine>>();
        needed.put("ATELIER_KAFKA", () -> KafkaEngine.start(folder.resolve("kafka")));
        needed.put("ATELIER_REDIS_URL", () -> RedisEngine.start(folder.resolve("redis")));
        needed.put("ATELIER_S3_ENDPOINT", () -> S3Engine.start(folder.resolve("s3")));
        needed.put("ATELIER_CLICKHOUSE_URL", () -> ClickHouseEngine.start(folder.resolve("clickhouse")));
        needed.keySet().retainAll(known);
        needed.forEach((setting, engine) -> {
            if (given.containsKey(setting)) {
                all.addresses.put(setting, given.get(setting));
            } else {
                starts.put(setting, CompletableFuture.supplyAsync(engine, task -> Thread.ofPlatform().daemon().name(setting).start(task)));
            }
        });
        try {
            starts.forEach((setting, start) -> all.add(setting, start.join()));
            return all;
        } catch (CompletionException | IllegalStateException e) {
            starts.values().forEach(start -> start.thenAccept(Engine::close).exceptionally(_ -> null).join());
            var cause = e.getCause() == null ? e : e.getCause();
            throw new Refusal("An engine did not start: " + cause.getMessage());
        }
    }

    private void add(String setting, Engine engine) {
        engines.add(engine);
        addresses.put(setting, engine.address());
        settings.put(setting, engine.address());
        switch (engine) {
            case S3Engine s3 -> settings.putAll(Map.of("ATELIER_S3_BUCKET", s3.bucket(BUCKET), "ATELIER_S3_REGION", S3Engine.REGION,
                    "ATELIER_S3_ACCESS_KEY", S3Engine.ACCESS_KEY, "ATELIER_S3_SECRET_KEY", S3Engine.SECRET_KEY));
            case ClickHouseEngine _ -> settings.putAll(Map.of("ATELIER_CLICKHOUSE_USERNAME", ClickHouseEngine.USERNAME,
                    "ATELIER_CLICKHOUSE_PASSWORD", ClickHouseEngine.PASSWORD));
            default -> {
            }
        }
    }

    /** What services must know of the stand-ins. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    /** Each engine's setting and address, given ones included. */
    public Map<String, String> addresses() {
        return addresses;
    }

    @Override
    public void close() {
        engines.reversed().forEach(Engine::close);
    }
}
