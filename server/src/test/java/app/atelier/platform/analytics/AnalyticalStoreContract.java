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

import app.atelier.platform.analytics.Definition.Table;
import app.atelier.platform.analytics.Definition.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every analytical store keeps. An adapter's test inherits this. */
abstract class AnalyticalStoreContract {

    private static final List<String> COLUMNS = List.of("tenant", "name", "happened_at", "amount", "open");
    static final Definition THINGS = new Definition(List.of(Table.of("facts.thing", List.of("tenant", "name"), "tenant id", "name text",
            "happened_at instant?", "amount number?", "open truth?", "note text?")), List.of(new View("facts.summary", """
                    select tenant, count(*) as things, min(happened_at) as first, argMax(name, amount) filter (where open) as last_open,
                           max(open) as any_open
                    from facts.thing group by tenant""")));
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
        store.define(THINGS);
        // As at every start.
        store.define(THINGS);
    }

    private long count() {
        return store.query("select count(*) as n from facts.thing", List.of(), row -> row.number("n")).getFirst();
    }

    @Test
    void aTenantIsForgottenAndTheOthersAreNot() {
        store.load(batch("a", 0, 10));
        store.forget(THINGS, new UUID(1, 4));
        assertThat(count()).isEqualTo(9);
        assertThat(store.query("select name from facts.thing where tenant = ?", List.of(new UUID(1, 4)), row -> row.text("name"))).isEmpty();
        store.forget(THINGS, new UUID(1, 4));
        assertThat(count()).isEqualTo(9);
        assertThat(store.load(batch("a", 10, 11))).isTrue();
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
        assertThat(store.feeds("")).containsOnlyKeys("a", "b");
        assertThat(store.feeds("b")).containsOnlyKeys("b");
        assertThat(store.feeds("").get("a").position()).isEqualTo(150);
    }

    @Test
    void batchesOfManyFeedsAreLoadedTogether() {
        store.load(batch("b", 0, 10));
        assertThat(store.load(List.of(batch("a", 0, 100), batch("b", 0, 20), batch("c", 0, 5)))).containsExactlyInAnyOrder("a", "c");
        assertThat(count()).isEqualTo(115);
        assertThatThrownBy(() -> store.load(List.of(batch("a", 100, 200), batch("c", 6, 7)))).isInstanceOf(IllegalStateException.class);
        assertThat(count()).isEqualTo(115);
        assertThat(store.feeds("a").get("a").position()).isEqualTo(100);
        assertThat(store.load(List.of())).isEmpty();
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
        assertThat(store.feeds("").get("a").position()).isEqualTo(10);
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
    void aViewTellsNullWhereNothingIs() {
        var tenant = UUID.randomUUID();
        store.load(new Batch("a", 0, 2, List.of(new Batch.Rows("facts.thing", List.of("tenant", "name", "amount", "open"), List.of(
                Arrays.asList(tenant, "one", 1L, false), Arrays.asList(tenant, "two", 2L, null))))));
        var answer = store.query("select * from facts.summary where tenant = ? and things = ?", List.of(tenant, 2),
                row -> row.number("things") + " " + row.instantOrNull("first") + " " + row.textOrNull("last_open"));
        assertThat(answer).containsExactly("2 null null");
    }

    /** Of 1 to 4 the median lies half-way and the 90th percentile seven tenths past the third (Hyndman and Fan, type 7). */
    @Test
    void quantilesAreExactAndInterpolated() {
        store.load(batch("a", 0, 4));
        var answer = store.query("select quantile_cont(amount, 0.5) as median, quantile_cont(amount, 0.9) as high from facts.thing where name <> '?'",
                List.of(), row -> List.of(row.decimal("median"), row.decimal("high"))).getFirst();
        assertThat(answer.get(0)).isEqualTo(2.5);
        assertThat(answer.get(1)).isCloseTo(3.7, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void instantsKeepTheirOrderAndMonthFarFromToday() {
        var instants = List.of("1900-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z", "2199-12-31T23:59:59.999999Z")
                .stream().map(Instant::parse).toList();
        store.load(new Batch("a", 0, 4, List.of(new Batch.Rows("facts.thing", List.of("tenant", "name", "happened_at"),
                instants.stream().map(i -> List.of(UUID.randomUUID(), "x", i)).toList()))));
        var read = store.query("""
                select happened_at, left(cast(happened_at as varchar), 7) as month,
                       left(cast(date_trunc('week', happened_at) as varchar), 10) as week
                from facts.thing where happened_at >= ? and happened_at <= ? order by happened_at""",
                List.of(instants.getFirst(), instants.getLast()), row -> row.instant("happened_at") + " " + row.text("month") + " " + row.text("week"));
        assertThat(read).containsExactly("1900-01-01T00:00:00Z 1900-01 1900-01-01", "1969-12-31T23:59:59.999999Z 1969-12 1969-12-29",
                "1970-01-01T00:00:00Z 1970-01 1969-12-29", "2199-12-31T23:59:59.999999Z 2199-12 2199-12-30");
    }

    @Test
    void aWrongQuestionFailsAndTheStoreGoesOn() {
        assertThatThrownBy(() -> store.query("select nothing from nowhere", List.of(), row -> row)).isInstanceOf(AnalyticsFailure.class);
        assertThat(count()).isZero();
    }
}
