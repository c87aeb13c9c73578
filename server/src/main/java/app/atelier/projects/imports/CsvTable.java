package app.atelier.projects.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import app.atelier.projects.tasks.TaskLimits;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A table of Jira issues: cells found by the names of their columns, which may repeat, and lines known by number. */
final class CsvTable {

    private final Map<String, List<Integer>> columns = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private List<String> header = List.of();

    private CsvTable() {
    }

    /** @throws ImportFailed when it is no such table, naming the line */
    static CsvTable read(String text) {
        var table = new CsvTable();
        table.parse(text);
        return table;
    }

    /** Never empty. */
    List<Row> rows() {
        return rows;
    }

    /** The names of the columns as the file writes them. */
    List<String> header() {
        return header;
    }

    private void parse(String text) {
        var line = 1;
        try (var parser = CSVParser.parse(new StringReader(text), format(text))) {
            var records = parser.iterator();
            if (!records.hasNext()) {
                throw new ImportFailed("line 1", "The file is empty. Export the issues as CSV with all fields.");
            }
            readHeader(records.next());
            while (true) {
                line = (int) parser.getCurrentLineNumber() + 1;
                if (!records.hasNext()) {
                    break;
                }
                add(records.next(), line);
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new ImportFailed("line " + line, "A quoted cell that begins in or after this line does not end. "
                    + "Export the file again; it seems to be cut or edited.", e);
        }
        if (rows.isEmpty()) {
            throw new ImportFailed("line 2", "The file has a header but no issues. Check the filter of the export.");
        }
    }

    private void add(CSVRecord record, int line) {
        if (record.size() == 1 && record.get(0).isBlank()) {
            return;
        }
        if (record.size() != header.size()) {
            throw new ImportFailed("line " + line, "This line has " + record.size() + " cells, the header has "
                    + header.size() + ". A comma inside a cell needs quotes around the cell, and a file cut at "
                    + "the end must be exported again.");
        }
        if (rows.size() == TaskLimits.PER_PROJECT) {
            throw new ImportFailed("line " + line, "The file holds more than " + TaskLimits.PER_PROJECT
                    + " issues. Split the export into several files.");
        }
        rows.add(new Row(line, record));
    }

    private void readHeader(CSVRecord record) {
        header = record.stream().map(String::strip).toList();
        for (var i = 0; i < header.size(); i++) {
            columns.computeIfAbsent(header.get(i).toLowerCase(Locale.ROOT), _ -> new ArrayList<>()).add(i);
        }
        if (!columns.containsKey("summary") || !(columns.containsKey("issue key") || columns.containsKey("key"))) {
            throw new ImportFailed("line 1", "This is no Jira export: the header needs the columns “Summary” and "
                    + "“Issue key” (or “Key”), and has “" + PlanBuilder.cut(String.join(", ", header), 120)
                    + "”. Export in Jira with: Export, CSV (all fields).");
        }
    }

    /** European spreadsheets separate with semicolons, some tools with tabs: the header tells. */
    private static CSVFormat format(String text) {
        var first = text.lines().findFirst().orElse("");
        var delimiter = ',';
        for (var candidate : new char[] {';', '\t'}) {
            if (count(first, candidate) > count(first, delimiter)) {
                delimiter = candidate;
            }
        }
        return CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(true).get();
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** One issue. Columns are asked for by their names in lower case. */
    final class Row {

        private final int line;
        private final CSVRecord cells;

        private Row(int line, CSVRecord cells) {
            this.line = line;
            this.cells = cells;
        }

        /** Where the issue begins in the file, from 1. */
        int line() {
            return line;
        }

        /** Without the spaces around it. */
        String cell(int column) {
            return cells.get(column).strip();
        }

        /** The first value found in columns of these names, or empty. */
        String one(String... names) {
            var values = all(names);
            return values.isEmpty() ? "" : values.getFirst();
        }

        /** Every value in columns of these names that is not empty. */
        List<String> all(String... names) {
            var values = new ArrayList<String>();
            for (var name : names) {
                for (var column : columns.getOrDefault(name, List.of())) {
                    if (!cell(column).isEmpty()) {
                        values.add(cell(column));
                    }
                }
            }
            return values;
        }

        /** The first of these columns that the file has, as it writes it. */
        String name(String... names) {
            for (var name : names) {
                var found = columns.get(name);
                if (found != null) {
                    return header.get(found.getFirst());
                }
            }
            return names[0];
        }
    }
}
