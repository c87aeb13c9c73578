package app.atelier.platform.analytics;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import app.atelier.engines.ClickHouseEngine;

/** One ClickHouse for the test run, started at first use; each test takes a database of its own. */
public final class ClickHouse {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private ClickHouse() {
    }

    private static final class Shared {
        private static final ClickHouseEngine ENGINE = ClickHouseEngine.start(
                Path.of("target", "clickhouse-" + ProcessHandle.current().pid()));
    }

    public static ClickHouseEngine engine() {
        return Shared.ENGINE;
    }

    /** A database that does not exist yet. */
    public static ClickHouseProperties fresh() {
        return at(engine().address(), "test_" + NUMBER.incrementAndGet());
    }

    static ClickHouseProperties at(String url, String database) {
        return new ClickHouseProperties(url, ClickHouseEngine.USERNAME, ClickHouseEngine.PASSWORD, database);
    }

    /** A house's settings that lead to it. */
    public static Map<String, String> settings(ClickHouseProperties properties) {
        return Map.of("atelier.clickhouse.url", String.valueOf(properties.url()), "atelier.clickhouse.username", properties.user(),
                "atelier.clickhouse.password", properties.secret(), "atelier.clickhouse.database", properties.databaseName());
    }

    public static ClickHouseStore open(Definition... definitions) {
        return new ClickHouseStore(fresh(), List.of(definitions));
    }
}
