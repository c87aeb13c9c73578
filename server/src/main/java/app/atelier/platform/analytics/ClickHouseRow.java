package app.atelier.platform.analytics;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One row of an answer of ClickHouse, in its format JSONCompactEachRow. */
record ClickHouseRow(List<String> columns, JsonNode values) implements Row {

    @Override
    public String text(String column) {
        return present(column, textOrNull(column));
    }

    @Override
    public @Nullable String textOrNull(String column) {
        var value = value(column);
        return value == null ? null : value.isString() ? value.stringValue() : wrong(column, value);
    }

    @Override
    public long number(String column) {
        var value = present(column, value(column));
        return value.isNumber() ? value.longValue() : wrong(column, value);
    }

    @Override
    public double decimal(String column) {
        var value = present(column, value(column));
        return value.isNumber() ? value.doubleValue() : wrong(column, value);
    }

    @Override
    public UUID id(String column) {
        try {
            return UUID.fromString(text(column));
        } catch (IllegalArgumentException e) {
            throw new AnalyticsFailure("Column " + column + " holds no id", e);
        }
    }

    @Override
    public Instant instant(String column) {
        return present(column, instantOrNull(column));
    }

    @Override
    public @Nullable Instant instantOrNull(String column) {
        try {
            var text = textOrNull(column);
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new AnalyticsFailure("Column " + column + " holds no instant", e);
        }
    }

    private @Nullable JsonNode value(String column) {
        var place = columns.indexOf(column);
        if (place < 0) {
            throw new AnalyticsFailure("There is no column " + column + " among " + columns);
        }
        var value = values.get(place);
        return value == null || value.isNull() ? null : value;
    }

    private static <T> T wrong(String column, JsonNode value) {
        throw new AnalyticsFailure("Column " + column + " holds " + value.getNodeType());
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new AnalyticsFailure("Column " + column + " is null");
        }
        return value;
    }
}
