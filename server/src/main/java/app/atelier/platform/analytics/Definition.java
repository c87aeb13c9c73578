package app.atelier.platform.analytics;

import java.util.List;
import java.util.Locale;

/**
 * The tables and views of one service in the analytical store, made when it is opened; a table is kept, a view replaced.
 * All names begin with {@code facts.}, as in {@code facts.visit}.
 *
 * <p>Views and questions are written in the SQL that the engines have in common: names and strings as in DuckDB, a
 * condition on an aggregate as {@code filter (where …)}, the last value as {@code argMax}, a month as the first seven
 * characters of the instant, an exact quantile as {@code quantile_cont(column, 0.5)}.
 */
public record Definition(List<Table> tables, List<View> views) {

    /** The schema of all tables. */
    static final String SCHEMA = "facts";

    /** What a column holds; an instant to the microsecond, from 1900 to 2299. */
    public enum Type { ID, TEXT, NUMBER, TRUTH, INSTANT }

    /** @param required never null */
    public record Column(String name, Type type, boolean required) {
    }

    /**
     * @param key the required columns that tell one row from every other, the tenant first: a row loaded again after a
     *            failure is known by them
     */
    public record Table(String name, List<Column> columns, List<String> key) {

        public Table {
            requireOurs(name);
            if (key.isEmpty() || !columns.stream().filter(Column::required).map(Column::name).toList().containsAll(key)) {
                throw new IllegalArgumentException("The key of " + name + " needs required columns, not " + key);
            }
        }

        /** @param columns each {@code name type}, and a {@code ?} behind the type when it may be null */
        public static Table of(String name, List<String> key, String... columns) {
            return new Table(name, java.util.Arrays.stream(columns).map(Table::column).toList(), key);
        }

        private static Column column(String text) {
            var words = text.split(" ", 2);
            var required = !words[1].endsWith("?");
            var type = required ? words[1] : words[1].substring(0, words[1].length() - 1);
            return new Column(words[0], Type.valueOf(type.toUpperCase(Locale.ROOT)), required);
        }
    }

    /** @param select over tables and views defined before it */
    public record View(String name, String select) {

        public View {
            requireOurs(name);
        }
    }

    private static void requireOurs(String name) {
        if (!name.matches(SCHEMA + "\\.[a-z_]+")) {
            throw new IllegalArgumentException("A name begins with " + SCHEMA + ". and has small letters, unlike " + name);
        }
    }
}
