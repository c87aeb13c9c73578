package app.atelier.platform.analytics;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is loaded at once: everything a feed told after position {@code from} up to and including {@code to}. These
 * three are its identity; a batch of the same identity holds the same rows.
 *
 * @param feed what the rows come from, such as one log of one tenant
 */
public record Batch(String feed, long from, long to, List<Rows> rows) {

    public Batch {
        if (from < 0 || to <= from) {
            throw new IllegalArgumentException("A batch leads forward, not from " + from + " to " + to);
        }
    }

    /**
     * @param position where its feed stands
     * @return false when the feed is past its start already
     * @throws IllegalStateException when the feed has not reached it
     */
    boolean follows(long position) {
        if (position < from) {
            throw new IllegalStateException("Feed " + feed + " stands at " + position + "; a batch from " + from
                    + " would leave a gap");
        }
        return position == from;
    }

    /**
     * Rows for one table.
     *
     * @param table   with its schema, such as {@code facts.visit}
     * @param columns the columns given; the others of the table become null
     * @param values  per row a text, number, boolean, UUID, instant or null for each column
     */
    public record Rows(String table, List<String> columns, List<? extends List<? extends @Nullable Object>> values) {
    }
}
