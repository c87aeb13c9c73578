package app.atelier.projects.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** The ways Jira writes an instant; those without an offset are meant in the reader's zone. */
final class JiraDates {

    private static final List<DateTimeFormatter> LOCAL = List.of(
            local("dd/MMM/uu h:mm a"), local("d/MMM/uu h:mm a"), local("dd/MMM/uuuu HH:mm"), local("uuuu-MM-dd HH:mm"),
            local("uuuu-MM-dd HH:mm:ss"), local("uuuu-MM-dd HH:mm:ss.S"), local("dd.MM.uuuu HH:mm"),
            local("MMM d, uuuu, h:mm a"));
    private static final List<DateTimeFormatter> DAYS = List.of(
            local("uuuu-MM-dd"), local("dd/MMM/uu"), local("dd.MM.uuuu"));
    private static final DateTimeFormatter REST = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSS]Z", Locale.ROOT);

    private JiraDates() {
    }

    /** Null when it is in none of the known forms, or no such day exists. */
    static @Nullable Instant instant(String raw, ZoneId zone) {
        var text = raw.strip();
        for (var form : LOCAL) {
            try {
                return LocalDateTime.parse(text, form).atZone(zone).toInstant();
            } catch (DateTimeException _) {
                // The next form may fit.
            }
        }
        for (var form : DAYS) {
            try {
                return LocalDate.parse(text, form).atStartOfDay(zone).toInstant();
            } catch (DateTimeException _) {
                // The next form may fit.
            }
        }
        for (var form : List.of(REST, DateTimeFormatter.ISO_OFFSET_DATE_TIME)) {
            try {
                return OffsetDateTime.parse(text, form).toInstant();
            } catch (DateTimeException _) {
                // The next form may fit.
            }
        }
        return null;
    }

    static @Nullable LocalDate date(String raw, ZoneId zone) {
        var at = instant(raw, zone);
        return at == null ? null : at.atZone(zone).toLocalDate();
    }

    /** English month names whatever the machine speaks; 30 February is an error, not 2 March. */
    private static DateTimeFormatter local(String pattern) {
        return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern).toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
