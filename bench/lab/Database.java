package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The embedded database of a data folder, entered as its owner. */
public record Database(int port, String password) {

    /** @param data the data folder of a running server */
    public static Database of(Path data) throws IOException {
        var passwords = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("secrets/database"))) {
            passwords.load(in);
        }
        return new Database(Integer.parseInt(Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3).strip()),
                passwords.getProperty("owner"));
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
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
