package app.atelier.platform.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A store for facts that are loaded in batches, never changed, and asked in bulk. It can be lost and loaded anew: the
 * truth is in what it is loaded from.
 *
 * <p>Failures of the store are {@link AnalyticsFailure}s; those that pass by themselves or by what an administrator
 * does are {@link AnalyticsAway}.
 */
public interface AnalyticalStore {

    /** Makes what is missing. */
    void define(Definition definition);

    /**
     * Loads a batch and moves its feed, once. When it fails the feed has not moved, and what of the batch's rows is
     * there already is not there twice when they are loaded again, in this batch or another.
     *
     * @return true when it was loaded; false when the feed is past its start already and nothing was changed
     * @throws IllegalStateException when the feed has not reached the batch's start: something was left out
     */
    boolean load(Batch batch);

    /** Where every feed stands that was ever loaded and whose name begins so, by name. */
    Map<String, Standing> feeds(String beginning);

    /** @param loadedAt when its last batch was loaded */
    record Standing(long position, Instant loadedAt) {
    }

    /**
     * Asks.
     *
     * @param sql        one statement with a {@code ?} for each parameter, in the SQL that {@link Definition} tells
     * @param parameters texts, numbers, booleans, UUIDs and instants
     */
    <T> List<T> query(String sql, List<?> parameters, Reader<T> reader);

    /** Reads one row. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Row row);
    }
}
