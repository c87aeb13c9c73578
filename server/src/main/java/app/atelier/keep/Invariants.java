package app.atelier.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What must be true of the data at any moment, as questions whose answer is what breaks it. */
final class Invariants {

    private Invariants() {
    }

    /**
     * @param needs    a table without which there is nothing to ask
     * @param question gives one text per offence, at most ten
     * @param sentence what is wrong, {@code %s} being the offences
     * @param remedy   what to do
     */
    record Invariant(String needs, String question, String sentence, String remedy) {

        List<String> broken(Connection connection) throws SQLException {
            if (!"t".equals(Catalog.one(connection, "select to_regclass('" + needs + "') is not null"))) {
                return List.of();
            }
            var offences = Catalog.ask(connection, question + " limit 10", r -> r.getString(1));
            return offences.isEmpty() ? List.of() : List.of(sentence.formatted(String.join(", ", offences)));
        }
    }

    private static final String REPORT = "Nothing but a defect or a hand in the database does this: keep a backup, and report it.";

    static final List<Invariant> JOURNAL = List.of(
            new Invariant("journal.entry", """
                    select coalesce(h.organization_id, e.organization_id)::text from journal.head h
                    full join (select organization_id, count(*) n, min(seq) low, max(seq) high from journal.entry group by 1) e
                        using (organization_id)
                    where (e.n, e.low, e.high) is distinct from (h.seq, 1::bigint, h.seq)""",
                    "The journal has gaps, or does not end at its head, in the organizations %s.", REPORT));
}
