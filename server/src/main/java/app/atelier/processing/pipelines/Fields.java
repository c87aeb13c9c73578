package app.atelier.processing.pipelines;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads fields of what others wrote; a field of another kind than expected is {@link Unusable}. */
final class Fields {

    /** What every analytical store can keep, with room for what is reckoned from it. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Fields() {
    }

    static JsonNode object(JsonNode parent, String field) {
        var value = parent.get(field);
        if (value == null || !value.isObject()) {
            throw new Unusable(field + ": must be an object");
        }
        return value;
    }

    static String text(JsonNode parent, String field) {
        var value = parent.get(field);
        if (value == null || !value.isString() || value.stringValue().isBlank()) {
            throw new Unusable(field + ": must be a text");
        }
        return value.stringValue();
    }

    static UUID id(JsonNode parent, String field) {
        try {
            return UUID.fromString(text(parent, field));
        } catch (IllegalArgumentException e) {
            throw new Unusable(field + ": must be an id");
        }
    }

    static @Nullable Instant instant(JsonNode parent, String field) {
        var value = parent.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            var instant = Instant.parse(value.asString("")).truncatedTo(ChronoUnit.MICROS);
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Falls through to the same answer.
        }
        throw new Unusable(field + ": must be an instant such as 2026-11-23T10:00:00Z, from 1900 to 2199");
    }

    static Instant instant(JsonNode parent, String field, Instant otherwise) {
        var value = instant(parent, field);
        return value == null ? otherwise : value;
    }
}
