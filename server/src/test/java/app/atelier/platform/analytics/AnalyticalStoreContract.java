package app.atelier.platform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every analytical store keeps. An adapter's test inherits this. */
abstract class AnalyticalStoreContract {

    private static final List<String> COLUMNS = List.of("tenant", "name", "happened_at", "amount", "open");
    protected AnalyticalStore store;

    /** A store with nothing in it. */
    protected abstract AnalyticalStore empty();

    /** The same store as after its process was killed and started again. */
    protected abstract AnalyticalStore restarted();

    /** A batch in which the last row cannot be stored, so that loading fails half-way. */
    private static Batch broken(Batch whole) {
        var rows = whole.rows().getFirst();
        var values = new java.util.ArrayList<List<?>>(rows.values());
        values.add(List.of(UUID.randomUUID(), new Object(), Instant.EPOCH, 1L, true));
        return new Batch(whole.feed(), whole.from(), whole.to(), List.of(new Batch.Rows(rows.table(), rows.columns(), values)));
    }

    private static Batch batch(String feed, long from, long to) {
        var rows = LongStream.rangeClosed(from + 1, to)
                .mapToObj(n -> Arrays.<Object>asList(new UUID(1, n), feed + n, Instant.EPOCH.plusSeconds(n), n, n % 2 == 0)).toList();
        return new Batch(feed, from, to, List.of(new Batch.Rows("facts.thing", COLUMNS, rows)));
    }

    @BeforeEach
    void define() {
        store = empty();
        store.define(List.of("create schema if not exists facts", """
                create table if not exists facts.thing
                (tenant uuid, name varchar, happened_at timestamp, amount bigint, open boolean, note varchar)"""));
    }

    private long count() {
        return store.query("select count(*) as n from facts.thing", List.of(), row -> row.number("n")).getFirst();
    }

    @Test
    void rowsComeBackAsTheyWere() {
        var at = Instant.parse("2017-10-02T10:56:33.123456Z");
        var tenant = UUID.randomUUID();
        store.load(new Batch("a", 0, 1, List.of(new Batch.Rows("facts.thing", List.of("name", "tenant", "happened_at", "amount"),
                List.of(Arrays.asList("Zürich ☕ 'x'", tenant, at, Long.MAX_VALUE))))));
        store.query("select * from facts.thing where tenant = ? and happened_at = ? and name = ?", List.of(tenant, at, "Zürich ☕ 'x'"), row -> {
            assertThat(row.id("tenant")).isEqualTo(tenant);
            assertThat(row.instant("happened_at")).isEqualTo(at);
            assertThat(row.number("amount")).isEqualTo(Long.MAX_VALUE);
            assertThat(row.textOrNull("note")).isNull();
            assertThatThrownBy(() -> row.text("note")).isInstanceOf(AnalyticsFailure.class);
            return row;
        }).forEach(row -> assertThat(row).isNotNull());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aBatchIsLoadedOnce() {
        assertThat(store.load(batch("a", 0, 100))).isTrue();
        assertThat(store.load(batch("a", 0, 100))).isFalse();
        assertThat(store.load(batch("a", 0, 50))).isFalse();
        assertThat(store.load(batch("b", 0, 10))).isTrue();
        assertThat(store.load(batch("a", 100, 150))).isTrue();
        assertThat(count()).isEqualTo(160);
        assertThat(store.feeds()).containsOnlyKeys("a", "b");
        assertThat(store.feeds().get("a").position()).isEqualTo(150);
    }

    @Test
    void aGapIsRefused() {
        store.load(batch("a", 0, 10));
        assertThatThrownBy(() -> store.load(batch("a", 11, 20))).isInstanceOf(IllegalStateException.class);
        assertThat(count()).isEqualTo(10);
    }

    @Test
    void aBatchThatFailsHalfWayLeavesNothing() {
        store.load(batch("a", 0, 10));
        assertThatThrownBy(() -> store.load(broken(batch("a", 10, 5_010)))).isInstanceOf(RuntimeException.class);
        assertThat(count()).isEqualTo(10);
        assertThat(store.feeds().get("a").position()).isEqualTo(10);
        assertThat(store.load(batch("a", 10, 5_010))).isTrue();
        assertThat(count()).isEqualTo(5_010);
    }

    @Test
    void afterARestartEverythingLoadedIsThere() {
        store.load(batch("a", 0, 3_000));
        store = restarted();
        assertThat(count()).isEqualTo(3_000);
        assertThat(store.load(batch("a", 0, 3_000))).isFalse();
        assertThat(store.load(batch("a", 3_000, 3_001))).isTrue();
    }

    @Test
    void parallelLoadsOfOneBatchLoadItOnce() throws Exception {
        Callable<Boolean> load = () -> store.load(batch("a", 0, 500));
        try (var pool = Executors.newFixedThreadPool(6)) {
            var loaded = 0;
            for (var result : pool.invokeAll(IntStream.range(0, 12).mapToObj(_ -> load).toList())) {
                loaded += result.get() ? 1 : 0;
            }
            assertThat(loaded).isEqualTo(1);
        }
        assertThat(count()).isEqualTo(500);
    }

    @Test
    void aWrongQuestionFailsAndTheStoreGoesOn() {
        assertThatThrownBy(() -> store.query("select nothing from nowhere", List.of(), row -> row)).isInstanceOf(AnalyticsFailure.class);
        assertThat(count()).isZero();
    }
}
