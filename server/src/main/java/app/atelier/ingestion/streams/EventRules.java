package app.atelier.ingestion.streams;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.regex.Pattern;

import app.atelier.ingestion.streams.Judgement.Fit;
import app.atelier.ingestion.streams.Judgement.Unfit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What makes an event fit to be kept. Each is judged alone: one that is unfit never stops its neighbours. */
final class EventRules {

    static final int LONGEST_ID = 128;
    static final int LARGEST_DATA = 64 * 1024;
    private static final int LONGEST_EXCERPT = 500;
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);
    private static final Pattern TYPE = Pattern.compile("[a-z0-9_.-]{1,80}");
    private static final Set<String> FIELDS = Set.of("id", "type", "at", "data");

    private EventRules() {
    }

    /** @param now the moment of judging */
    static Judgement judge(String stream, int index, JsonNode event, Instant now) {
        try {
            return fit(stream, index, event, now);
        } catch (Fault fault) {
            return new Unfit(index, shown(event, "id", LONGEST_ID), shown(event, "type", 80), fault.reason,
                    cut(event.toString(), LONGEST_EXCERPT));
        }
    }

    private static Fit fit(String stream, int index, JsonNode event, Instant now) throws Fault {
        if (!event.isObject()) {
            throw new Fault("must be an object with id, type, at and data");
        }
        for (var field : event.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw new Fault(cut(field, 80) + ": is not a field of an event; the fields are id, type, at and data");
            }
        }
        var id = text(event, "id", LONGEST_ID);
        var type = text(event, "type", 80);
        if (!TYPE.matcher(type).matches()) {
            throw new Fault("type: must have 1 to 80 of the characters a-z, 0-9, '_', '.' and '-'");
        }
        var at = at(event, now);
        var data = event.get("data");
        if (data == null || !data.isObject()) {
            throw new Fault("data: must be an object");
        }
        var size = data.toString().getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_DATA) {
            throw new Fault("data: has " + size + " bytes; at most " + LARGEST_DATA + " are taken");
        }
        requireStorable(data);
        if (stream.equals(ShopOrders.STREAM)) {
            var reason = ShopOrders.fault(type, data);
            if (reason != null) {
                throw new Fault(reason);
            }
        }
        return new Fit(index, id, type, at, data);
    }

    private static String text(JsonNode event, String field, int longest) throws Fault {
        var value = event.get(field);
        if (value == null || !value.isString() || value.stringValue().isBlank() || value.stringValue().length() > longest) {
            throw new Fault(field + ": must be a text of 1 to " + longest + " characters");
        }
        var text = value.stringValue();
        if (!storable(text) || text.chars().anyMatch(Character::isISOControl)) {
            throw new Fault(field + ": must have no control characters");
        }
        return text;
    }

    private static Instant at(JsonNode event, Instant now) throws Fault {
        var at = instant(event.get("at"));
        if (at == null) {
            throw new Fault("at: must be an instant such as 2026-11-23T10:00:00Z");
        }
        if (at.isBefore(EARLIEST)) {
            throw new Fault("at: must not lie before 1990");
        }
        if (at.isAfter(now.plus(CLOCKS_DIFFER))) {
            throw new Fault("at: must not lie more than a day in the future");
        }
        return at;
    }

    /** The instant a node tells, to the microsecond; null when it tells none. */
    static @Nullable Instant instant(@Nullable JsonNode node) {
        if (node == null || !node.isString()) {
            return null;
        }
        try {
            return Instant.parse(node.stringValue()).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** PostgreSQL keeps no NUL and no half of a surrogate pair, and JSON no number beyond a double. */
    private static void requireStorable(JsonNode node) throws Fault {
        if (node.isString() && !storable(node.stringValue())) {
            throw new Fault("data: holds a text with a NUL character or half a surrogate pair");
        }
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw new Fault("data: holds a number that is too large");
        }
        for (var name : node.propertyNames()) {
            if (!storable(name)) {
                throw new Fault("data: holds a field name with a NUL character or half a surrogate pair");
            }
        }
        for (var child : node.values()) {
            requireStorable(child);
        }
    }

    private static boolean storable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static @Nullable String shown(JsonNode event, String field, int longest) {
        var value = event.get(field);
        return value != null && value.isString() ? cut(value.stringValue(), longest) : null;
    }

    /** Cut to a length, and without what the database cannot keep. */
    private static String cut(String text, int longest) {
        var clean = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        if (clean.length() <= longest) {
            return clean;
        }
        var end = Character.isHighSurrogate(clean.charAt(longest - 1)) ? longest - 1 : longest;
        return clean.substring(0, end);
    }

    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;

        Fault(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
