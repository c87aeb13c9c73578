package app.atelier;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import app.atelier.platform.db.Server;

/** All rows of all tables as text, as {@code pg_dump} would show them to whoever finds it; bytes as hexadecimal digits. */
public final class Dump {

    private Dump() {
    }

    public static String of(House house) {
        var server = house.bean(Server.class);
        var text = new StringBuilder();
        try (var connection = DriverManager.getConnection(server.directUrl(), server.owner(), server.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute("set row_security = off; set bytea_output = 'hex'");
            for (var table : tables(connection.createStatement())) {
                text.append("-- ").append(table).append('\n');
                try (var rows = statement.executeQuery("select t::text from " + table + " t")) {
                    while (rows.next()) {
                        text.append(rows.getString(1)).append('\n');
                    }
                }
            }
            return text.toString();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> tables(java.sql.Statement statement) throws SQLException {
        var tables = new ArrayList<String>();
        try (statement; var rows = statement.executeQuery("""
                select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1""")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
