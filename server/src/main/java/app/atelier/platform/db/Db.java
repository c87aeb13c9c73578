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

    private static final String ORGANIZATION = "atelier.organization";
    private static final String PERSON = "atelier.person";

    private final DataSource dataSource;
    private final @Nullable Replica replica;

    /** Reads and writes on one server. */
    public Db(DataSource dataSource) {
        this(dataSource, null);
    }

    /** @param replica null: everything is read from the primary */
    public Db(DataSource dataSource, @Nullable Replica replica) {
        this.dataSource = dataSource;
        this.replica = replica;
    }

    /** Reads and writes for an organization, all or nothing. */
    public <T extends @Nullable Object> T in(UUID organization, Work<T> work) {
        return run(Mode.WRITE, ORGANIZATION, organization, organization, work);
    }

    /** Reads for an organization from one snapshot, so that several queries agree with each other. */
    public <T extends @Nullable Object> T snapshot(UUID organization, Work<T> work) {
        return run(Mode.SNAPSHOT, ORGANIZATION, organization, organization, work);
    }

    /**
     * Reads for an organization where a replica may do the work: lists, searches, public pages. The replica is asked
     * only when it holds all that the organization's journal held at the moment of asking, so who has just written
     * something finds it, whichever instance took it; otherwise, and while there is no replica, the primary reads.
     *
     * <p>Not for what followers do, and not for what leads to a write: writing fails here, with a replica or without.
     *
     * @param work may run a second time, on the primary, when the replica goes away meanwhile
     */
    public <T extends @Nullable Object> T replica(UUID organization, Work<T> work) {
        if (replica != null) {
            var answer = replica.read(organization, () -> headOf(organization), work);
            if (answer.isPresent()) {
                return answer.value();
            }
        }
        return run(Mode.READ, ORGANIZATION, organization, organization, work);
    }

    /** Works for a person before an organization is chosen: their own memberships, nothing else of any tenant. */
    public <T extends @Nullable Object> T as(UUID person, Work<T> work) {
        return run(Mode.WRITE, PERSON, person, null, work);
    }

    /** Works with shared tables only; every tenant table looks empty. */
    public <T extends @Nullable Object> T shared(Work<T> work) {
        return run(Mode.WRITE, null, null, null, work);
    }

    /** What a transaction may do, and how it sees what others do meanwhile. */
    private enum Mode {
        /** Writes; every statement sees what is committed when it begins. */
        WRITE,
        /** The same, without the right to write. */
        READ,
        /** Writes; all statements see the same. */
        SNAPSHOT
    }

    @SuppressWarnings("NullAway") // T itself says whether it may be null
    private <T extends @Nullable Object> T run(Mode mode, @Nullable String setting, @Nullable UUID subject,
            @Nullable UUID organization, Work<T> work) {
        Tx tx;
        T result;
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (mode == Mode.SNAPSHOT) {
                    // Not Connection.setTransactionIsolation, which speaks to the session: behind a pooler, that is somebody else's.
                    execute(connection, "set transaction isolation level repeatable read");
                }
                if (setting != null) {
                    scope(connection, mode, setting, subject);
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

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The driver sends BEGIN together with this statement: one round trip for both. */
    private static void scope(Connection connection, Mode mode, String setting, @Nullable UUID subject) throws SQLException {
        var sql = mode == Mode.READ
                ? "select set_config(?, ?, true), set_config('transaction_read_only', 'on', true)"
                : "select set_config(?, ?, true)";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, setting);
            statement.setString(2, String.valueOf(subject));
            statement.execute();
        }
    }

    private long headOf(UUID organization) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(true);
            return Replica.head(connection, organization);
        }
    }

    static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    static DSLContext dsl(Connection connection) {
        return DSL.using(connection, SQLDialect.POSTGRES, SETTINGS);
    }
}
