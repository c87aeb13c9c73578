package app.atelier.projects.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

import app.atelier.projects.tasks.TaskLimits;

/**
 * Jira issues as CSV: the "all fields" export with its repeated columns and cells packed with semicolons, and lists
 * kept by hand with {@code Key} and {@code Parent}. Columns that have no place here are named once each, with where
 * their first value stands.
 */
final class JiraCsvImport {

    /** Read here, or said again by a column that is. */
    private static final Set<String> UNDERSTOOD = Set.of("summary", "issue key", "key", "issue id", "issue type", "type",
            "status", "status category", "project key", "project name", "project description", "priority", "resolution",
            "assignee", "assignee id", "created", "updated", "resolved", "due date", "due", "description",
            "original estimate", "labels", "label", "components", "component/s", "component", "fix versions",
            "fix version/s", "fix version", "attachment", "comment", "comments", "parent", "parent key", "parent id",
            "parent summary", "custom field (start date)", "start date", "custom field (epic link)", "epic link",
            "custom field (rank)", "reporter", "reporter id", "creator", "creator id", "project type", "project lead",
            "project lead id", "last viewed", "remaining estimate", "work ratio", "status category changed",
            "σ original estimate", "σ remaining estimate", "σ time spent", "watchers id");
    /** Empty, or as empty: what an unused field says. */
    private static final Pattern NOTHING = Pattern.compile("|0|0\\.0|\\{}|\\[]");

    private final PlanBuilder plan = new PlanBuilder(ImportFormat.JIRA_CSV);
    private final ZoneId zone;
    private final Map<String, List<Integer>> columns = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private List<String> header = List.of();

    private record Row(int line, CSVRecord cells) {
    }

    private record Lost(int line, String value, int cells) {
    }

    private JiraCsvImport(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * @param zone where dates without an offset are meant
     * @throws ImportFailed when it is no such table, naming the line
     */
    static ImportPlan parse(String text, ZoneId zone) {
        return new JiraCsvImport(zone).read(text);
    }

    private ImportPlan read(String text) {
        var rows = rows(text);
        for (var row : rows) {
            for (var who : List.of("assignee", "reporter", "creator", "project lead", "watchers")) {
                var ids = all(row, who + " id");
                var people = all(row, who);
                for (var i = 0; i < Math.min(ids.size(), people.size()); i++) {
                    names.putIfAbsent(ids.get(i), people.get(i));
                }
            }
        }
        var issues = new ArrayList<JiraIssue>();
        for (var row : rows) {
            issues.add(issue(row));
        }
        JiraIssue.plan(issues, plan);
        nameLostColumns(rows);
        var first = rows.getFirst();
        var name = one(first, "project name");
        var key = one(first, "issue key", "key");
        return plan.build(name.isEmpty() ? (key.contains("-") ? key.substring(0, key.indexOf('-')) : "") : name,
                JiraMarkup.markdown(one(first, "project description"), names));
    }

    private List<Row> rows(String text) {
        var rows = new ArrayList<Row>();
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
                var record = records.next();
                if (record.size() == 1 && record.get(0).isBlank()) {
                    continue;
                }
                if (record.size() != header.size()) {
                    throw new ImportFailed("line " + line, "This line has " + record.size() + " cells, the header has "
                            + header.size() + ". A comma inside a cell needs quotes around the cell, and a file cut at "
                            + "the end must be exported again.");
                }
                rows.add(new Row(line, record));
                if (rows.size() > TaskLimits.PER_PROJECT) {
                    throw new ImportFailed("line " + line, "The file holds more than " + TaskLimits.PER_PROJECT
                            + " issues. Split the export into several files.");
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new ImportFailed("line " + line, "A quoted cell that begins in or after this line does not end. "
                    + "Export the file again; it seems to be cut or edited.", e);
        }
        if (rows.isEmpty()) {
            throw new ImportFailed("line 2", "The file has a header but no issues. Check the filter of the export.");
        }
        return rows;
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

    private JiraIssue issue(Row row) {
        var at = "line " + row.line;
        var key = one(row, "issue key", "key");
        if (key.isEmpty()) {
            throw new ImportFailed(at + ", column " + name("issue key", "key"),
                    "The key is empty. Every issue needs one, such as ABC-12; export the file again.");
        }
        var status = one(row, "status");
        var attachments = all(row, "attachment");
        return new JiraIssue(at, key, one(row, "issue id"), parent(row), one(row, "summary"),
                description(row, attachments), one(row, "issue type", "type"), status.isEmpty() ? "To do" : status,
                Words.jiraCategory(one(row, "status category")), !one(row, "resolved").isEmpty(),
                Words.priority(one(row, "priority")), labels(row), assignee(row), milestones(row),
                date(row, "custom field (start date)", "start date"), date(row, "due date", "due"), estimate(row),
                comments(row), attachments.size(), instant(row, "created"), instant(row, "updated"),
                instant(row, "resolved"));
    }

    private String parent(Row row) {
        var key = one(row, "parent key");
        if (key.isEmpty()) {
            key = one(row, "parent", "parent id");
        }
        return key.isEmpty() ? one(row, "custom field (epic link)", "epic link") : key;
    }

    private String description(Row row, List<String> attachments) {
        var out = new StringBuilder(JiraMarkup.markdown(one(row, "description"), names));
        if (!attachments.isEmpty()) {
            out.append("\n\n**Attachments**\n");
            for (var attachment : attachments) {
                // 08/Jan/24 2:10 PM;account;name;https://… — a name may itself hold a semicolon.
                var parts = attachment.split(";", -1);
                var url = parts[parts.length - 1].strip();
                var name = parts.length < 4 ? url : String.join(";", List.of(parts).subList(2, parts.length - 1));
                out.append("\n- ").append(Words.link(name, url));
            }
            plan.notice("line " + row.line + ", column " + name("attachment"), attachments.size()
                    + (attachments.size() == 1 ? " file stays" : " files stay")
                    + " at Jira; the description links there, and Jira asks for a sign-in.");
        }
        return out.toString();
    }

    private List<String> labels(Row row) {
        var labels = new ArrayList<String>();
        for (var cell : all(row, "labels", "label")) {
            // Jira's labels hold no spaces; a list kept by hand packs several into one cell.
            for (var label : cell.split("[\\s,;]+")) {
                if (!label.isEmpty()) {
                    labels.add(label);
                }
            }
        }
        labels.addAll(all(row, "components", "component/s", "component"));
        return labels;
    }

    private @Nullable Integer assignee(Row row) {
        var name = one(row, "assignee");
        var id = one(row, "assignee id");
        if (name.isEmpty() && id.isEmpty()) {
            return null;
        }
        var email = name.contains("@") ? name : null;
        return plan.person(id.isEmpty() ? name : id, name.isEmpty() ? id : name, email == null ? name : null, email);
    }

    private List<Integer> milestones(Row row) {
        return all(row, "fix versions", "fix version/s", "fix version").stream()
                .map(version -> plan.milestone(version, null, false)).toList();
    }

    private List<ImportPlan.Comment> comments(Row row) {
        var comments = new ArrayList<ImportPlan.Comment>();
        for (var cell : all(row, "comment", "comments")) {
            var at = "line " + row.line + ", column " + name("comment", "comments");
            // 09/Jan/24 3:55 PM;account;text — the text may hold semicolons and line breaks.
            var parts = cell.split(";", 3);
            var when = parts.length == 3 ? JiraDates.instant(parts[0], zone) : null;
            if (when == null) {
                var guess = instant(row, "updated");
                comments.add(new ImportPlan.Comment("Somebody in Jira", guess == null ? Instant.EPOCH : guess,
                        plan.text(at, JiraMarkup.markdown(cell, names), PlanBuilder.MAX_COMMENT)));
            } else {
                var body = plan.text(at, JiraMarkup.markdown(parts[2], names), PlanBuilder.MAX_COMMENT);
                if (!body.isEmpty()) {
                    var author = PlanBuilder.cut(names.getOrDefault(parts[1].strip(), parts[1].strip()), 200);
                    comments.add(new ImportPlan.Comment(author.isEmpty() ? "Somebody in Jira" : author, when, body));
                }
            }
        }
        return comments;
    }

    private @Nullable Integer estimate(Row row) {
        var raw = one(row, "original estimate");
        if (raw.isEmpty()) {
            return null;
        }
        try {
            var minutes = Math.round(Double.parseDouble(raw) / 60);
            if (minutes >= 0 && minutes <= TaskLimits.ESTIMATE) {
                return (int) minutes;
            }
        } catch (NumberFormatException _) {
            // Said below, as for a number out of range.
        }
        plan.notice("line " + row.line + ", column " + name("original estimate"),
                "“" + PlanBuilder.cut(raw, 60) + "” is not a number of seconds that fits; left empty.");
        return null;
    }

    private @Nullable LocalDate date(Row row, String... columnNames) {
        var raw = one(row, columnNames);
        var date = raw.isEmpty() ? null : JiraDates.date(raw, zone);
        if (date == null && !raw.isEmpty()) {
            badDate(row, raw, columnNames);
        }
        return date;
    }

    private @Nullable Instant instant(Row row, String column) {
        var raw = one(row, column);
        var at = raw.isEmpty() ? null : JiraDates.instant(raw, zone);
        if (at == null && !raw.isEmpty()) {
            badDate(row, raw, column);
        }
        return at;
    }

    private void badDate(Row row, String raw, String... columnNames) {
        plan.notice("line " + row.line + ", column " + name(columnNames), "“" + PlanBuilder.cut(raw, 60)
                + "” is not a date in a form Jira writes, such as 09/Jan/24 3:54 PM or 2024-01-09; left empty.");
    }

    private void nameLostColumns(List<Row> rows) {
        var lost = new LinkedHashMap<String, Lost>();
        for (var row : rows) {
            for (var i = 0; i < header.size(); i++) {
                var value = row.cells.get(i).strip();
                if (!NOTHING.matcher(value).matches() && !UNDERSTOOD.contains(header.get(i).toLowerCase(Locale.ROOT))) {
                    lost.merge(header.get(i), new Lost(row.line, value, 1),
                            (first, _) -> new Lost(first.line, first.value, first.cells + 1));
                }
            }
        }
        lost.forEach((column, first) -> plan.notice("line " + first.line + ", column " + column,
                "This column is not imported: " + (first.cells == 1 ? "its one value is" : first.cells
                        + " values, here") + " “" + PlanBuilder.cut(first.value.replace('\n', ' '), 80) + "”."));
    }

    /** The first value found in columns of these names, or empty. */
    private String one(Row row, String... columnNames) {
        var values = all(row, columnNames);
        return values.isEmpty() ? "" : values.getFirst();
    }

    private List<String> all(Row row, String... columnNames) {
        var values = new ArrayList<String>();
        for (var column : columnNames) {
            for (var index : columns.getOrDefault(column, List.of())) {
                var value = row.cells.get(index).strip();
                if (!value.isEmpty()) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** The column's name as the file writes it. */
    private String name(String... columnNames) {
        for (var column : columnNames) {
            var found = columns.get(column);
            if (found != null) {
                return header.get(found.getFirst());
            }
        }
        return columnNames[0];
    }
}
