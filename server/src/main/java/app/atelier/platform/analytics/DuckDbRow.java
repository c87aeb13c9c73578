package app.atelier.platform.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** The current row of a DuckDB answer. */
record DuckDbRow(ResultSet result) implements Row {

    @Override
    public String text(String column) {
        return present(column, textOrNull(column));
    }

    @Override
    public @Nullable String textOrNull(String column) {
        return read(column, String.class);
    }

    @Override
    public long number(String column) {
        return present(column, read(column, Number.class)).longValue();
    }

    @Override
    public double decimal(String column) {
        return present(column, read(column, Number.class)).doubleValue();
    }

    @Override
    public UUID id(String column) {
        return present(column, read(column, UUID.class));
    }

    @Override
    public Instant instant(String column) {
        return present(column, instantOrNull(column));
    }

    @Override
    public @Nullable Instant instantOrNull(String column) {
        try {
            var value = result.getObject(column, LocalDateTime.class);
            return value == null ? null : value.toInstant(ZoneOffset.UTC);
        } catch (SQLException e) {
            throw new AnalyticsFailure("Column " + column + " cannot be read: " + e.getMessage(), e);
        }
    }

    private <T> @Nullable T read(String column, Class<T> type) {
        try {
            return type.cast(result.getObject(column));
        } catch (SQLException | ClassCastException e) {
            throw new AnalyticsFailure("Column " + column + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new AnalyticsFailure("Column " + column + " is null");
        }
        return value;
    }
}
