package app.atelier.reporting.reports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a report counts.
 *
 * @param source {@code all}, {@code shop} for the organization's own, or the name of a stream
 * @param from   inclusive
 * @param until  exclusive
 */
record Selection(String source, Instant from, Instant until) {

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

    /**
     * @param from first day, {@code YYYY-MM-DD} in UTC; null: from the beginning
     * @param to   last day; null: until now
     */
    static Selection of(@Nullable String source, @Nullable String from, @Nullable String to) {
        var name = source == null ? "all" : source;
        if (!SOURCE.matcher(name).matches()) {
            throw new Problem.Invalid("source", "must be all, shop, or the name of a stream");
        }
        var first = day("from", from, EARLIEST);
        var last = day("to", to, LATEST);
        if (last.isBefore(first)) {
            throw new Problem.Invalid("to", "must not lie before from");
        }
        return new Selection(name, first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static LocalDate day(String field, @Nullable String text, LocalDate otherwise) {
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        try {
            var day = LocalDate.parse(text);
            if (!day.isBefore(EARLIEST) && !day.isAfter(LATEST)) {
                return day;
            }
        } catch (DateTimeException e) {
            // Falls through to the same answer.
        }
        throw new Problem.Invalid(field, "must be a date such as 2026-11-23, from 1900 to 2199");
    }

    /** The question with its <code>{selection}</code> as a condition on the column; {@link #parameters} go with it. */
    String into(String column, String question) {
        return question.replace("{selection}", column + " >= ? and " + column + " < ? and (? = 'all' or source = ?)");
    }

    List<Object> parameters() {
        return List.of(from, until, source, source);
    }
}
