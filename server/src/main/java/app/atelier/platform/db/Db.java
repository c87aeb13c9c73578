package app.atelier.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The one entry to the database. A transaction works for one organization, for one person, or for nobody; row-level
 * security shows it the rows of that organization or person and no others. The setting is local to the transaction
 * ({@code set_config(…, true)}), so a pooled connection carries nothing over.
 */
public final class Db {

    /** What is done inside a transaction; null is what it gives when it gives nothing. */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object> {
        @Nullable T run(Tx tx);
    }

    private static final Settings SETTINGS = new Settings()
            .withExecuteLogging(false)
            .withRenderFormatted(false)
            .withFetchWarnings(false)
            .withBatchSize(500);

    private final DataSource dataSource;

    public Db(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Reads and writes for an organization, all or nothing. */
    public <T extends @Nullable Object> T in(UUID organization, Work<T> work) {
        return run("atelier.organization", organization, organization, Connection.TRANSACTION_READ_COMMITTED, work);
    }

    /** Reads for an organization from one snapshot, so that several queries agree with each other. */
    public <T extends @Nullable Object> T snapshot(UUID organization, Work<T> work) {
        return run("atelier.organization", organization, organization, Connection.TRANSACTION_REPEATABLE_READ, work);
    }

    /** Works for a person before an organization is chosen: their own memberships, nothing else of any tenant. */
    public <T extends @Nullable Object> T as(UUID person, Work<T> work) {
        return run("atelier.person", person, null, Connection.TRANSACTION_READ_COMMITTED, work);
    }

    /** Works with shared tables only; every tenant table looks empty. */
    public <T extends @Nullable Object> T shared(Work<T> work) {
        return run(null, null, null, Connection.TRANSACTION_READ_COMMITTED, work);
    }

    @SuppressWarnings("NullAway") // T itself says whether it may be null
    private <T extends @Nullable Object> T run(@Nullable String setting, @Nullable UUID subject,
            @Nullable UUID organization, int isolation, Work<T> work) {
        Tx tx;
        T result;
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
                connection.setTransactionIsolation(isolation);
            }
            try {
                if (setting != null) {
                    scope(connection, setting, subject);
                }
                tx = new Tx(dsl(connection), organization);
                result = work.run(tx);
                tx.finish();
                connection.commit();
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            }
        } catch (SQLException e) {
            throw new DataAccessException("The database failed: " + e.getMessage(), e);
        }
        tx.committed();
        return result;
    }

    /** The driver sends BEGIN together with this statement: one round trip for both. */
    private static void scope(Connection connection, String setting, @Nullable UUID subject) throws SQLException {
        try (var statement = connection.prepareStatement("select set_config(?, ?, true)")) {
            statement.setString(1, setting);
            statement.setString(2, String.valueOf(subject));
            statement.execute();
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static DSLContext dsl(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
    }
}
