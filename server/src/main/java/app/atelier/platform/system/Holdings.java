package app.atelier.platform.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What the services of this process keep of an organization: its rows in every tenant table of their schemas, found in
 * the database's catalog, so that a new table cannot be forgotten.
 */
final class Holdings {

    /** What is sealed or hashed is of no use elsewhere, and nobody's to take along. */
    private static final Pattern SECRET = Pattern.compile(".*(secret|password|token|seal|hash).*");
    private static final int MOST = 1_000;

    private final Db db;
    private final List<String> services;
    private final Map<String, Shape> shapes = new ConcurrentHashMap<>();

    Holdings(Db db, List<String> services) {
        this.db = db;
        this.services = services;
    }

    /** The columns that are told, and those of the key after the organization; names as SQL takes them. */
    private record Shape(List<String> told, List<String> key) {
    }

    List<Holding> of(UUID organization) {
        return db.in(organization, tx -> {
            var holdings = new ArrayList<Holding>();
            for (var table : tables(tx)) {
                var rows = tx.sql().fetchSingle("select count(*) from " + table.sql() + " where organization_id = ?", organization)
                        .get(0, Long.class);
                holdings.add(new Holding(table.service(), table.name(), rows));
            }
            return holdings;
        });
    }

    /** A tenant table. */
    private record Place(String service, String name) {
        String sql() {
            return "\"" + service + "\".\"" + name + "\"";
        }
    }

    private List<Place> tables(Tx tx) {
        return tx.sql().fetch("""
                select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p') and c.relrowsecurity and n.nspname = any (?::text[])
                  and has_table_privilege(c.oid, 'select')
                  and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant')
                order by 1, 2""", (Object) services.toArray(String[]::new))
                .map(row -> new Place(row.get(0, String.class), row.get(1, String.class)));
    }

    /**
     * Rows of a table as JSON objects, in the order of its key.
     *
     * @param after the row before the first, as it was told; null: from the beginning
     * @throws Problem.NotFound for a table that is none of those told
     */
    List<String> rows(UUID organization, String service, String name, @Nullable String after, int limit) {
        return db.in(organization, tx -> {
            var table = tables(tx).stream().filter(t -> t.service().equals(service) && t.name().equals(name)).findFirst()
                    .orElseThrow(() -> new Problem.NotFound("There is no table " + name + " of " + service + " here."));
            var shape = shapes.computeIfAbsent(table.sql(), _ -> shape(tx, table));
            if (shape.key().isEmpty()) {
                return List.of();
            }
            var key = String.join(", ", shape.key());
            var told = String.join(", ", shape.told());
            // The row before the first is read back by the database itself, so that its types are the columns' own.
            var further = after == null ? "" : " and (" + key + ") > (select " + key + " from jsonb_populate_record(null::" + table.sql() + ", ?::jsonb))";
            var sql = "select to_jsonb(r)::text from (select " + told + " from " + table.sql() + " where organization_id = ?" + further
                    + " order by " + key + " limit " + Math.clamp(limit, 1, MOST) + ") r";
            return (after == null ? tx.sql().fetch(sql, organization) : tx.sql().fetch(sql, organization, after)).getValues(0, String.class);
        });
    }

    /** Whether the journal says that the organization is to be erased now. */
    boolean areErasable(UUID organization) {
        return db.in(organization, tx -> tx.sql().fetchSingle("select journal.erasable(?)", organization).get(0, Boolean.class));
    }

    /** Erases all of it from this database, other services' rows included; false when it is not to be, or is gone already. */
    boolean erase(UUID organization) {
        return db.in(organization, tx -> tx.sql().fetchSingle("select journal.erase(?)", organization).get(0, Boolean.class));
    }

    private static Shape shape(Tx tx, Place table) {
        var columns = tx.sql().fetch("""
                select a.attname, format_type(a.atttypid, a.atttypmod),
                       coalesce(array_position(i.indkey::int2[], a.attnum), -1)
                from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
                where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum""", table.sql());
        var told = columns.stream().filter(c -> !c.get(1, String.class).equals("bytea") && !SECRET.matcher(c.get(0, String.class)).matches())
                .map(c -> quoted(c.get(0, String.class))).toList();
        var key = columns.stream().filter(c -> c.get(2, Integer.class) >= 0 && !c.get(0, String.class).equals("organization_id"))
                .sorted(java.util.Comparator.comparing(c -> c.get(2, Integer.class)))
                .map(c -> quoted(c.get(0, String.class))).collect(Collectors.toCollection(ArrayList::new));
        if (key.isEmpty()) {
            // One row an organization.
            key.add(quoted("organization_id"));
        }
        return told.containsAll(key) ? new Shape(told, List.copyOf(key)) : new Shape(told, List.of());
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
