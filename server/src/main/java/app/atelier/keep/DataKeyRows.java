package app.atelier.keep;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.secrets.DataKeys.Wrapped;
import org.jspecify.annotations.Nullable;

/** The data keys of an installation, read and written as the role that owns the database. */
final class DataKeyRows {

    private DataKeyRows() {
    }

    /** Oldest first; none in a database of before there were any. */
    static List<Wrapped> all(Connection connection) {
        try {
            if (!"t".equals(Catalog.one(connection, "select to_regclass('platform.data_key') is not null"))) {
                return List.of();
            }
            return Catalog.ask(connection, "select id, wrapped, provider, created_at, retired_at from platform.data_key order by created_at, id",
                    r -> new Wrapped(r.getObject(1, UUID.class), r.getBytes(2), r.getString(3), r.getTimestamp(4).toInstant(), instant(r.getTimestamp(5))));
        } catch (SQLException e) {
            throw new IllegalStateException("The data keys cannot be read", e);
        }
    }

    private static java.time.@Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    static void insert(Connection connection, Wrapped key) throws SQLException {
        try (var statement = connection.prepareStatement("insert into platform.data_key (id, wrapped, provider) values (?, ?, ?)")) {
            statement.setObject(1, key.id());
            statement.setBytes(2, key.wrapped());
            statement.setString(3, key.provider());
            statement.executeUpdate();
        }
    }

    static void rewrap(Connection connection, Wrapped key) throws SQLException {
        try (var statement = connection.prepareStatement("update platform.data_key set wrapped = ?, provider = ? where id = ?")) {
            statement.setBytes(1, key.wrapped());
            statement.setString(2, key.provider());
            statement.setObject(3, key.id());
            statement.executeUpdate();
        }
    }
}
