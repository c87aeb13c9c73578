package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The embedded database of a data folder, entered as its owner. */
public record Database(int port, String password, String name) {

    /** @param data the data folder of a running server */
    public static Database of(Path data) throws IOException {
        var passwords = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("secrets/database"))) {
            passwords.load(in);
        }
        return new Database(Integer.parseInt(Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip()),
                passwords.getProperty("owner"), "postgres");
    }

    /** Another database of the same server. */
    public Database named(String other) {
        return new Database(port, password, other);
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/" + name;
    }

    /** Ids of an organization's journal entries, in order. */
    public List<String> journal(String organization) throws SQLException {
        var ids = new ArrayList<String>();
        try (var connection = connect(); var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from journal.entry where organization_id = '" + organization + "' order by seq")) {
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", password);
    }

    public void execute(String sql) throws SQLException {
        try (var connection = connect(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    public long number(String sql) throws SQLException {
        try (var connection = connect(); var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
