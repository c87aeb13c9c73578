package app.atelier.keep;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import app.atelier.keep.Manifest.TablePart;
import app.atelier.platform.Refusal;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.db.Migrations;
import app.atelier.platform.db.Server;
import org.postgresql.PGConnection;

/** Brings a backup back, into a database and a store that are empty. */
final class RestoreJob {

    private static final int BUFFER = 64 * 1024;

    private final Point point;
    private final Progress progress;

    RestoreJob(Point point, Progress progress) {
        this.point = point;
        this.progress = progress;
    }

    /** @throws Refusal when the backup needs migrations that this Atelier does not have */
    void requireKnownVersion() {
        for (var schema : point.manifest().schemas().entrySet()) {
            var last = schema.getValue().getLast().version();
            if (!Migrations.knows(schema.getKey(), last)) {
                throw new Refusal("The backup " + point.manifest().id() + " was made by a newer Atelier (" + schema.getKey()
                        + " V" + last + " is unknown here); restore it with that version.");
            }
        }
    }

    /** @throws Refusal when the database has tables of ours */
    static void requireEmpty(Server server) throws SQLException {
        try (var connection = Owner.enter(server)) {
            var schemas = Catalog.history(connection).keySet();
            if (!schemas.isEmpty()) {
                throw new Refusal("The database already holds an Atelier (" + String.join(", ", schemas)
                        + "); name an empty one with ATELIER_DB_URL.");
            }
        }
    }

    /** Makes the schemas as they were and fills them: all rows in one transaction. */
    void database(Server server) throws IOException, SQLException {
        Migrations.runTo(server, point.manifest().schemas().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().getLast().version())));
        try (var connection = Owner.enter(server)) {
            requireSameHistory(connection);
            connection.rollback();
            Owner.plainly(connection);
            fill(connection);
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "analyze");
        }
    }

    private void requireSameHistory(Connection connection) throws SQLException {
        if (!new TreeMap<>(Catalog.history(connection)).equals(new TreeMap<>(point.manifest().schemas()))) {
            throw new Refusal("The backup " + point.manifest().id() + " was made by an Atelier with other migrations;"
                    + " restore it with the version that made it.");
        }
    }

    private void fill(Connection connection) throws SQLException, IOException {
        if ("t".equals(Catalog.one(connection, "select rolsuper from pg_roles where rolname = current_user"))) {
            // Every row was valid where it came from; checking each foreign key again costs most of the time.
            execute(connection, "set local session_replication_role = replica");
        }
        execute(connection, "truncate " + Catalog.tables(connection).stream().map(Table::sql).collect(Collectors.joining(", ")));
        var done = 0;
        for (var table : point.manifest().tables()) {
            progress.at("Tables", done++, point.manifest().tables().size());
            fill(connection, table);
        }
        progress.at("Tables", done, point.manifest().tables().size());
        for (var sequence : point.manifest().sequences().entrySet()) {
            execute(connection, "select setval('" + sequence.getKey().replace("'", "''") + "', " + sequence.getValue() + ")");
        }
    }

    private void fill(Connection connection, TablePart table) throws SQLException, IOException {
        var sum = point.parts().read(table.part(), in -> {
            try {
                return fill(connection, table.table(), in);
            } catch (SQLException e) {
                throw new Parts.ReaderFailed(e);
            }
        });
        if (sum.rows() != table.rows() || !sum.sum().equals(table.sum())) {
            throw new Refusal("The table " + table.table() + " of the backup holds other rows than were written; use another"
                    + " backup (--point).");
        }
    }

    private RowSum fill(Connection connection, Table table, java.io.InputStream in) throws SQLException, IOException {
        var sum = new RowSum();
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyIn());
        try {
            var buffer = new byte[BUFFER];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sum.add(buffer, 0, count);
                copy.writeToCopy(buffer, 0, count);
                progress.at("Filling " + table + ", row", sum.rows(), 0);
            }
            copy.endCopy();
            return sum;
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Brings the files back. */
    void files(Map<String, Kept> files, BlobStore into) throws IOException {
        var from = point.target().store();
        Crew.each(files.keySet(), "Files", progress, key -> {
            try (var upload = into.begin(key)) {
                requireSame(key, files, Kept.copy(from, Target.BLOBS + key, upload.stream()));
                upload.commit();
            }
        });
    }

    /** @throws Refusal when a file is not as it was */
    static void requireSame(String key, Map<String, Kept> files, Kept found) {
        if (!found.equals(files.get(key))) {
            throw new Refusal("The file " + Target.BLOBS + key + " of the backup is damaged; use another backup (--point).");
        }
    }

    private static void execute(Connection connection, String command) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
