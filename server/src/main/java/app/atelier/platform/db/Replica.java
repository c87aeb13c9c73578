package app.atelier.platform.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A streaming replica, asked only where it holds everything that the organization's journal holds: every change to
 * business data takes the journal's next {@code seq} in its own transaction, so a replica that has reached the
 * primary's {@code seq} has all of them. No clock, no session and no instance needs to remember who wrote what.
 */
public final class Replica implements AutoCloseable, MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(Replica.class);
    private static final long AVOIDED_NANOS = Duration.ofSeconds(5).toNanos();

    private final HikariDataSource pool;
    private final LongAdder answered = new LongAdder();
    private final LongAdder behind = new LongAdder();
    private volatile @Nullable Long avoidedUntil;

    Replica(HikariDataSource pool) {
        this.pool = pool;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        pool.setMetricRegistry(meters);
        meters.more().counter("atelier.replica.reads", Tags.of("result", "answered"), answered, LongAdder::sum);
        meters.more().counter("atelier.replica.reads", Tags.of("result", "behind"), behind, LongAdder::sum);
    }

    /** What the replica answered, if it did. */
    record Answer<T extends @Nullable Object>(boolean isPresent, T value) {
    }

    @FunctionalInterface
    interface Head {
        long read() throws SQLException;
    }

    /**
     * Lets the replica do the work if it is there and has all there is.
     *
     * @param head reads the organization's position on the primary
     */
    <T extends @Nullable Object> Answer<T> read(UUID organization, Head head, Db.Work<T> work) {
        var until = avoidedUntil;
        if (until != null && System.nanoTime() - until < 0) {
            return absent();
        }
        try {
            var needed = head.read();
            try (var connection = pool.getConnection()) {
                return read(connection, organization, needed, work);
            }
        } catch (SQLException e) {
            return unanswered(e, e);
        } catch (DataAccessException e) {
            return unanswered(e, e.getCause(SQLException.class));
        }
    }

    @SuppressWarnings("NullAway") // T itself says whether it may be null
    private <T extends @Nullable Object> Answer<T> read(Connection connection, UUID organization, long needed,
            Db.Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            if (scope(connection, organization) < needed) {
                behind.increment();
                connection.rollback();
                return absent();
            }
            var tx = new Tx(Db.dsl(connection), organization);
            var value = work.run(tx);
            tx.finish();
            connection.commit();
            answered.increment();
            return new Answer<>(true, value);
        } catch (Throwable failure) {
            Db.rollBack(connection, failure);
            throw failure;
        }
    }

    /** Begins, sees only the organization, and tells how far this server is: one round trip. */
    private static long scope(Connection connection, UUID organization) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select set_config('atelier.organization', ?, true), set_config('transaction_read_only', 'on', true),
                       coalesce((select seq from journal.head where organization_id = ?), 0)""")) {
            statement.setString(1, organization.toString());
            statement.setObject(2, organization);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(3);
            }
        }
    }

    static long head(Connection connection, UUID organization) throws SQLException {
        try (var statement = connection.prepareStatement("select seq from journal.head where organization_id = ?")) {
            statement.setObject(1, organization);
            try (var row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** A replica that is away, restarts or had to cancel the query is no reason to fail; anything else is. */
    private <T extends @Nullable Object> Answer<T> unanswered(Exception failure, @Nullable SQLException cause) {
        var state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
        if (!(cause instanceof SQLTransientConnectionException) && !state.matches("08...|57...|40001|53...")) {
            throw failure instanceof RuntimeException e ? e
                    : new DataAccessException("The database failed: " + failure.getMessage(), failure);
        }
        if (!state.equals("40001")) {
            avoidedUntil = System.nanoTime() + AVOIDED_NANOS;
            log.debug("The replica does not answer; the primary reads", failure);
        }
        return absent();
    }

    @SuppressWarnings("NullAway") // no value: isPresent says so
    private static <T extends @Nullable Object> Answer<T> absent() {
        return new Answer<>(false, null);
    }

    /** How many reads it did. */
    public long answered() {
        return answered.sum();
    }

    /** How many reads found it behind, and went to the primary. */
    public long behind() {
        return behind.sum();
    }

    HikariDataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
