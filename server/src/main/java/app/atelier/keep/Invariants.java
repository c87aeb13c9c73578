package app.atelier.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What must be true of the data at any moment, as questions whose answer is what breaks it. */
final class Invariants {

    private static final String REPORT = "Only a defect or a hand in the database does this: make a backup now, and report it.";

    /**
     * @param name     what holds, for the report
     * @param table    without it there is nothing to ask
     * @param question gives one text per offence
     * @param sentence what is wrong, {@code %s} being up to ten offences
     */
    record Invariant(String name, String table, String question, String sentence, String remedy) {

        /** Empty, or one sentence. */
        List<String> broken(Connection connection) throws SQLException {
            if (!"t".equals(Catalog.one(connection, "select to_regclass('" + table + "') is not null"))) {
                return List.of();
            }
            var offences = Catalog.ask(connection, question + " limit 10", r -> r.getString(1));
            return offences.isEmpty() ? List.of() : List.of(sentence.formatted(String.join(", ", offences)));
        }
    }

    static final List<Invariant> JOURNAL = List.of(new Invariant("journal without gaps", "journal.entry", """
            select coalesce(h.organization_id, e.organization_id)::text from journal.head h
            full join (select organization_id, count(*) n, min(seq) low, max(seq) high from journal.entry group by 1) e
                using (organization_id)
            where (e.n, e.low, e.high) is distinct from (h.seq, 1::bigint, h.seq)""",
            "The journal has gaps, or does not end at its head, in the organizations %s.", REPORT));

    private static final List<Invariant> DATA = List.of(
            new Invariant("stock is the sum of its movements", "catalog.stock", """
                    select s.organization_id || '/' || s.product_id from catalog.stock s
                    left join (select organization_id, product_id, sum(delta) n from catalog.movement group by 1, 2) m
                        using (organization_id, product_id)
                    where s.on_hand <> coalesce(m.n, 0)""",
                    "The stock differs from the sum of its movements for %s.", REPORT),
            new Invariant("what is reserved is what orders hold", "catalog.stock", """
                    select s.organization_id || '/' || s.product_id from catalog.stock s
                    left join (select l.organization_id, l.product_id, sum(l.quantity - l.taken) n
                               from catalog.reservation_line l
                               join catalog.reservation r using (organization_id, order_id)
                               where r.state in ('leased', 'kept') group by 1, 2) h using (organization_id, product_id)
                    where s.reserved <> coalesce(h.n, 0)""",
                    "The reserved stock differs from what orders hold for %s.", REPORT),
            new Invariant("orders are the sum of their lines", "orders.placed_order", """
                    select o.organization_id || '/' || o.id from orders.placed_order o
                    left join (select organization_id, order_id, sum(quantity * unit_price) n from orders.line group by 1, 2) l
                        on l.organization_id = o.organization_id and l.order_id = o.id
                    where o.total <> coalesce(l.n, 0)""",
                    "The total differs from the sum of the lines in the orders %s.", REPORT),
            new Invariant("payments ask what orders cost", "orders.payment", """
                    select p.organization_id || '/' || p.id from orders.payment p
                    join orders.placed_order o on o.organization_id = p.organization_id and o.id = p.order_id
                    where p.amount <> o.total""",
                    "The payments %s are of another amount than their orders.", REPORT),
            new Invariant("files add up to what is counted", "files.usage", """
                    select coalesce(u.organization_id, f.organization_id)::text from files.usage u
                    full join (select organization_id, sum(size) n from files.file group by 1) f using (organization_id)
                    where coalesce(u.bytes, 0) <> coalesce(f.n, 0)""",
                    "The bytes counted differ from those of the files in the organizations %s.", REPORT),
            new Invariant("row-level security on every table", "journal.entry", """
                    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where c.relkind in ('r', 'p') and c.relname <> 'schema_history' and n.nspname in %s
                      and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'shared: %%'
                      and not (c.relrowsecurity and c.relforcerowsecurity
                               and exists (select from pg_policy p where p.polrelid = c.oid
                                           and pg_get_expr(p.polqual, p.polrelid) like '%%platform.organization()%%'))
                    """.formatted(Catalog.OURS),
                    "The tables %s are not protected by row-level security.",
                    "Run select platform.protect('schema.table') as the owner for each, and find out who took it away."),
            new Invariant("the login role bypasses nothing", "journal.entry", """
                    select rolname::text from pg_roles where rolname like 'atelier_app%' and (rolsuper or rolbypassrls or rolcreaterole)""",
                    "The login role %s may see or change what it must not.",
                    "Run ALTER ROLE … NOSUPERUSER NOBYPASSRLS NOCREATEROLE."));

    private Invariants() {
    }

    static List<Invariant> all(Connection connection) throws SQLException {
        var all = new ArrayList<>(JOURNAL);
        for (var schema : Catalog.ask(connection, "select schemaname from pg_tables where tablename = 'follower_cursor'"
                + " and schemaname in " + Catalog.OURS, r -> r.getString(1))) {
            all.add(new Invariant("followers of " + schema + " are not ahead of the journal", schema + ".follower_cursor", """
                    select c.follower || ' in ' || c.organization_id from %s.follower_cursor c
                    left join journal.head h using (organization_id) where c.seq > coalesce(h.seq, 0)""".formatted(Table.quoted(schema)),
                    "Followers of " + schema + " are ahead of the journal: %s.",
                    "The journal went back without them, as when only a part of the database was restored: restore a whole backup."));
        }
        all.addAll(DATA);
        return all;
    }
}
