package lab;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;

/**
 * What the database says afterwards, against what was acknowledged.
 *
 * @param lost    acknowledged tasks that are not there, or of which the journal does not tell
 * @param doubled tasks of whose creation the journal tells twice
 * @param gaps    organizations whose journal is not gapless from 1 to its head
 */
public record Truth(long lost, long doubled, long gaps) {

    public static Truth of(Database database, Collection<String> acknowledged) throws SQLException {
        var missing = new HashSet<>(acknowledged);
        try (var connection = database.connect(); var statement = connection.createStatement()) {
            statement.setFetchSize(10_000);
            try (var rows = statement.executeQuery("select t.id from projects.task t join journal.entry e"
                    + " on e.organization_id = t.organization_id and e.subject_id = t.id and e.type = 'task.created'")) {
                while (rows.next()) {
                    missing.remove(rows.getString(1));
                }
            }
        }
        var doubled = database.number("select count(*) from (select 1 from journal.entry where type = 'task.created'"
                + " group by organization_id, subject_id having count(*) > 1) twice");
        var gaps = database.number("select count(*) from (select h.organization_id from journal.head h left join journal.entry e"
                + " using (organization_id) group by h.organization_id, h.seq having count(e.seq) <> h.seq or coalesce(max(e.seq), 0) <> h.seq) odd");
        return new Truth(missing.size(), doubled, gaps);
    }

    public boolean holds() {
        return lost == 0 && doubled == 0 && gaps == 0;
    }

    @Override
    public String toString() {
        return lost + " lost, " + doubled + " doubled" + (gaps == 0 ? "" : ", " + gaps + " journals with gaps");
    }
}
