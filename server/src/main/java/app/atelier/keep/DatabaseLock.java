package app.atelier.keep;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock among all who work with one database. It goes with the connection, however that ends. */
final class DatabaseLock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DatabaseLock.class);

    private final Connection connection;
    private final String name;

    private DatabaseLock(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** Null when somebody else has it. */
    static @Nullable DatabaseLock tryTake(Connection connection, String name) throws SQLException {
        var taken = "t".equals(Catalog.one(connection, "select pg_try_advisory_lock(hashtext('" + name + "'))"));
        connection.commit();
        return taken ? new DatabaseLock(connection, name) : null;
    }

    /** At once: PostgreSQL notices only after a while that a connection was closed. */
    @Override
    public void close() {
        try {
            connection.rollback();
            Catalog.one(connection, "select pg_advisory_unlock(hashtext('" + name + "'))");
            connection.commit();
        } catch (SQLException e) {
            log.debug("The lock {} goes with its connection", name, e);
        }
    }
}
