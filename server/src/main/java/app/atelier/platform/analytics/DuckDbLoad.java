package app.atelier.platform.analytics;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Batches into DuckDB: their rows and the feeds' new positions in one transaction. */
final class DuckDbLoad {

    private DuckDbLoad() {
    }

    static Set<String> run(DuckDBConnection connection, List<Batch> batches) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var loaded = new HashSet<String>();
            for (var batch : batches) {
                // This first statement also begins the transaction; an appender alone would write outside of one.
                if (batch.follows(position(connection, batch.feed()))) {
                    for (var rows : batch.rows()) {
                        append(connection, rows);
                    }
                    move(connection, batch);
                    loaded.add(batch.feed());
                }
            }
            connection.commit();
            return loaded;
        } catch (SQLException | RuntimeException failure) {
            try {
                connection.rollback();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    private static long position(DuckDBConnection connection, String feed) throws SQLException {
        try (var statement = connection.prepareStatement("select position from store.feed where feed = ?")) {
            statement.setString(1, feed);
            try (var result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        }
    }

    private static void move(DuckDBConnection connection, Batch batch) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into store.feed (feed, position, loaded_at) values (?, ?, ?)
                on conflict (feed) do update set position = excluded.position, loaded_at = excluded.loaded_at""")) {
            statement.setString(1, batch.feed());
            statement.setLong(2, batch.to());
            statement.setObject(3, LocalDateTime.now(ZoneOffset.UTC));
            statement.execute();
        }
    }

    private static void append(DuckDBConnection connection, Batch.Rows rows) throws SQLException {
        if (rows.values().isEmpty()) {
            return;
        }
        var places = places(connection, rows);
        var name = rows.table().split("\\.", 2);
        try (var appender = connection.createAppender(name[0], name[1])) {
            for (var row : rows.values()) {
                appender.beginRow();
                for (var place : places) {
                    append(appender, place < 0 ? null : row.get(place));
                }
                appender.endRow();
            }
            appender.flush();
        }
    }

    /** For each column of the table, its place among the columns given; -1 where it is not given. */
    private static List<Integer> places(DuckDBConnection connection, Batch.Rows rows) throws SQLException {
        try (var statement = connection.prepareStatement("select * from " + rows.table() + " limit 0");
                var result = statement.executeQuery()) {
            var columns = result.getMetaData();
            var places = new ArrayList<Integer>();
            for (var i = 1; i <= columns.getColumnCount(); i++) {
                places.add(rows.columns().indexOf(columns.getColumnName(i)));
            }
            if (places.stream().filter(p -> p >= 0).count() != rows.columns().size()) {
                throw new IllegalStateException(rows.table() + " does not have all of the columns " + rows.columns());
            }
            return places;
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> appender.appendNull();
            case String text -> appender.append(text);
            case Long number -> appender.append(number);
            case Boolean truth -> appender.append(truth);
            case Double decimal -> appender.append(decimal);
            case BigDecimal decimal -> appender.append(decimal);
            case UUID id -> appender.append(id);
            case Instant instant -> appender.append(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
            default -> throw new IllegalStateException("No column takes a " + value.getClass().getSimpleName());
        }
    }
}
