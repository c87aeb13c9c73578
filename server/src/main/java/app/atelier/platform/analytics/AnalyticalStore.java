package app.atelier.platform.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A store for facts that are loaded in batches, never changed, and asked in bulk. It can be lost and loaded anew: the
 * truth is in what it is loaded from.
 *
 * <p>Failures of the store are {@link AnalyticsFailure}s.
 */
public interface AnalyticalStore {

    /** Makes what is missing: statements such as {@code create table if not exists …}, safe to run again. */
    void define(List<String> statements);

    /**
     * Loads a batch and moves its feed, both or neither, once.
     *
     * @return true when it was loaded; false when the feed is past its start already and nothing was changed
     * @throws IllegalStateException when the feed has not reached the batch's start: something was left out
     */
    boolean load(Batch batch);

    /** Where every feed stands that was ever loaded, by name. */
    Map<String, Standing> feeds();

    /** @param loadedAt when its last batch was loaded */
    record Standing(long position, Instant loadedAt) {
    }

    /**
     * Asks.
     *
     * @param sql        one statement with a {@code ?} for each parameter
     * @param parameters texts, numbers, booleans, UUIDs and instants
     */
    <T> List<T> query(String sql, List<?> parameters, Reader<T> reader);

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row);
    }
}
