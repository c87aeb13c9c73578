package app.atelier.keep;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the database has, from its own catalog: ours is every schema that Flyway keeps a history in. */
final class Catalog {

    static final String OURS = "(select schemaname from pg_tables where tablename = 'schema_history')";

    private Catalog() {
    }

    /**
     * One step of a schema's history.
     *
     * @param checksum Flyway's, of the migration's text
     */
    record Migration(String version, int checksum) {
    }

    /** Reads one row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    static <T> List<T> ask(Connection connection, String question, Row<T> each) throws SQLException {
        var answers = new ArrayList<T>();
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(question)) {
            while (rows.next()) {
                answers.add(each.of(rows));
            }
        }
        return answers;
    }

    static String one(Connection connection, String question) throws SQLException {
        return String.valueOf(ask(connection, question, r -> r.getString(1)).getFirst());
    }

    /** Our tables; a table comes after those its foreign keys point to. */
    static List<Table> tables(Connection connection) throws SQLException {
        var tables = new TreeMap<String, Table>();
        ask(connection, """
                select n.nspname, c.relname, array_agg(a.attname::text order by a.attnum)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                where c.relkind = 'r' and c.relname <> 'schema_history' and n.nspname in %s
                group by 1, 2""".formatted(OURS), r -> new Table(r.getString(1), r.getString(2),
                        Arrays.asList((String[]) r.getArray(3).getArray())))
                .forEach(t -> tables.put(t.toString(), t));
        var parents = new HashMap<String, Set<String>>();
        ask(connection, """
                select n.nspname || '.' || c.relname, pn.nspname || '.' || p.relname
                from pg_constraint f
                join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
                join pg_class p on p.oid = f.confrelid join pg_namespace pn on pn.oid = p.relnamespace
                where f.contype = 'f' and f.conrelid <> f.confrelid""",
                r -> Map.entry(r.getString(1), r.getString(2)))
                .forEach(e -> parents.computeIfAbsent(e.getKey(), _ -> new LinkedHashSet<>()).add(e.getValue()));
        var ordered = new LinkedHashSet<Table>();
        tables.keySet().forEach(name -> place(name, tables, parents, new LinkedHashSet<>(), ordered));
        return List.copyOf(ordered);
    }

    private static void place(String name, Map<String, Table> tables, Map<String, Set<String>> parents, Set<String> path,
            Set<Table> ordered) {
        var table = tables.get(name);
        if (table == null || ordered.contains(table) || !path.add(name)) {
            return;
        }
        parents.getOrDefault(name, Set.of()).forEach(parent -> place(parent, tables, parents, path, ordered));
        ordered.add(table);
    }

    /** What our sequences gave out last; those that gave nothing yet are absent. */
    static Map<String, Long> sequences(Connection connection) throws SQLException {
        var sequences = new TreeMap<String, Long>();
        ask(connection, "select schemaname, sequencename, last_value from pg_sequences where last_value is not null"
                + " and schemaname in " + OURS,
                r -> Map.entry(Table.quoted(r.getString(1)) + "." + Table.quoted(r.getString(2)), r.getLong(3)))
                .forEach(e -> sequences.put(e.getKey(), e.getValue()));
        return sequences;
    }

    /** The migrations of each of our schemas, in their order. */
    static Map<String, List<Migration>> history(Connection connection) throws SQLException {
        var history = new LinkedHashMap<String, List<Migration>>();
        for (var schema : ask(connection, "select schemaname from pg_tables where tablename = 'schema_history' order by 1",
                r -> r.getString(1))) {
            history.put(schema, ask(connection, "select version, coalesce(checksum, 0) from " + Table.quoted(schema)
                    + ".schema_history where success and version is not null order by installed_rank",
                    r -> new Migration(r.getString(1), r.getInt(2))));
        }
        return history;
    }

    /**
     * The blobs that rows refer to. A column named {@code blob} holds a blob's key, wherever it stands.
     *
     * @param each told every key
     */
    static void blobs(Connection connection, java.util.function.Consumer<String> each) throws SQLException {
        for (var source : ask(connection, "select table_schema, table_name from information_schema.columns"
                + " where column_name = 'blob' and data_type = 'character varying' and table_schema in " + OURS,
                r -> Table.quoted(r.getString(1)) + "." + Table.quoted(r.getString(2)))) {
            try (var statement = connection.createStatement()) {
                statement.setFetchSize(10_000);
                try (var rows = statement.executeQuery("select blob from " + source)) {
                    while (rows.next()) {
                        each.accept(rows.getString(1));
                    }
                }
            }
        }
    }
}
