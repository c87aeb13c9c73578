package app.atelier.platform.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A store for facts that are loaded in batches, never changed, only forgotten with their tenant, and asked in bulk. It can be lost and loaded anew: the
 * truth is in what it is loaded from.
 *
 * <p>Failures of the store are {@link AnalyticsFailure}s; those that pass by themselves or by what an administrator
 * does are {@link AnalyticsAway}.
 */
public interface AnalyticalStore {

    /** Makes what is missing. */
    void define(Definition definition);

    /**
     * Loads batches of different feeds and moves the feeds, once. When it fails no feed of which rows are missing has
     * moved, and rows that are there already are not there twice when they are loaded again, in these batches or others.
     *
     * @return the feeds that were loaded; the others are past their batch's start already, and nothing of them was changed
     * @throws IllegalStateException when a feed has not reached its batch's start: something was left out. Nothing was loaded
     */
    Set<String> load(List<Batch> batches);

    /** Loads one; false when its feed is past its start already. */
    default boolean load(Batch batch) {
        return !load(List.of(batch)).isEmpty();
    }

    /** Deletes a tenant's rows from the tables of a definition, whose keys begin with the tenant. Feeds stay where they are. */
    void forget(Definition definition, UUID tenant);

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
