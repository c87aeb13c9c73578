package app.atelier.reporting.reports;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A report.
 *
 * @param asOf everything that happened until then is in it; null while nothing is loaded yet
 */
record Report<T extends Record>(@Nullable Instant asOf, List<T> rows) {
}
