package app.atelier.reporting.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

import app.atelier.platform.web.Cells;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Rows as CSV (RFC 4180), the components of the record as columns. A text that a spreadsheet would take for a formula
 * gets an apostrophe in front (OWASP, CSV injection).
 */
final class Csv {

    private Csv() {
    }

    static <T extends Record> String of(Class<T> type, List<T> rows) {
        var columns = type.getRecordComponents();
        var text = new StringBuilder();
        try (var printer = CSVFormat.RFC4180.print(text)) {
            printer.printRecord(Arrays.stream(columns).map(c -> c.getName()).toList());
            for (var row : rows) {
                for (var column : columns) {
                    printer.print(cell(column.getAccessor().invoke(row)));
                }
                printer.println();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    static @Nullable Object cell(@Nullable Object value) {
        return value instanceof String text ? Cells.plain(text) : value;
    }
}
