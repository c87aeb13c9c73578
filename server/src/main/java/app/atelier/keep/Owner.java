package app.atelier.keep;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import app.atelier.platform.Refusal;
import app.atelier.platform.db.Server;
import org.postgresql.PGConnection;

/** Works in the database as the role that owns it, across all organizations. */
final class Owner {

    private Owner() {
    }

    /**
     * Enters with autocommit off, past a pooler: locks and a long transaction need a connection of their own.
     *
     * @throws Refusal when row-level security would hide rows from this role: what is not seen would not be kept
     */
    static Connection enter(Server server) throws SQLException {
        var connection = DriverManager.getConnection(server.directUrl(), server.owner(), server.ownerPassword());
        try {
            connection.setAutoCommit(false);
            if (!"t".equals(Catalog.one(connection, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"))) {
                throw new Refusal("The role " + server.owner() + " does not see all rows; let a superuser run"
                        + " ALTER ROLE " + Table.quoted(server.owner()) + " BYPASSRLS, or name another in ATELIER_DB_OWNER.");
            }
            connection.commit();
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** From here to the end of the transaction everything is read as it is now. */
    static void snapshot(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        plainly(connection);
    }

    /** The same, ending what was asked before. */
    static void snapshotAfter(Connection connection) throws SQLException {
        connection.rollback();
        snapshot(connection);
    }

    /** Text that does not depend on who reads it, and an error where rows would be hidden. */
    static void plainly(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set local row_security = off");
            statement.execute("set local timezone = 'UTC'");
            statement.execute("set local extra_float_digits = 1");
            statement.execute("set local bytea_output = 'hex'");
            statement.execute("set local intervalstyle = 'postgres'");
        }
    }

    /** Copies a table out as text, summing its rows. */
    static RowSum copy(Connection connection, Table table, OutputStream out, Progress progress, String what)
            throws SQLException, IOException {
        var sum = new RowSum();
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copyOut());
        try {
            for (var text = copy.readFromCopy(); text != null; text = copy.readFromCopy()) {
                sum.add(text, 0, text.length);
                out.write(text);
                if (sum.rows() % 1_000 == 0) {
                    progress.at(what + " " + table + ", row", sum.rows(), 0);
                }
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        return sum;
    }
}
