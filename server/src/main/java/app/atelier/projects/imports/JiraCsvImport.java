package app.atelier.projects.imports;

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
    private final Map<String, String> names = new HashMap<>();

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
        var table = CsvTable.read(text);
        var rows = table.rows();
        for (var row : rows) {
            for (var who : List.of("assignee", "reporter", "creator", "project lead", "watchers")) {
                var ids = row.all(who + " id");
                var people = row.all(who);
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
        nameLostColumns(table);
        var first = rows.getFirst();
        var name = first.one("project name");
        var key = first.one("issue key", "key");
        return plan.build(name.isEmpty() ? (key.contains("-") ? key.substring(0, key.indexOf('-')) : "") : name,
                JiraMarkup.markdown(first.one("project description"), names));
    }

    private JiraIssue issue(CsvTable.Row row) {
        var at = "line " + row.line();
        var key = row.one("issue key", "key");
        if (key.isEmpty()) {
            throw new ImportFailed(at + ", column " + row.name("issue key", "key"),
                    "The key is empty. Every issue needs one, such as ABC-12; export the file again.");
        }
        var status = row.one("status");
        var attachments = row.all("attachment");
        return new JiraIssue(at, key, row.one("issue id"), parent(row), row.one("summary"),
                description(row, attachments), row.one("issue type", "type"), status.isEmpty() ? "To do" : status,
                Words.jiraCategory(row.one("status category")), !row.one("resolved").isEmpty(),
                Words.priority(row.one("priority")), labels(row), assignee(row), milestones(row),
                date(row, "custom field (start date)", "start date"), date(row, "due date", "due"), estimate(row),
                comments(row), attachments.size(), instant(row, "created"), instant(row, "updated"),
                instant(row, "resolved"));
    }

    private String parent(CsvTable.Row row) {
        var key = row.one("parent key");
        if (key.isEmpty()) {
            key = row.one("parent", "parent id");
        }
        return key.isEmpty() ? row.one("custom field (epic link)", "epic link") : key;
    }

    private String description(CsvTable.Row row, List<String> attachments) {
        var out = new StringBuilder(JiraMarkup.markdown(row.one("description"), names));
        if (!attachments.isEmpty()) {
            out.append("\n\n**Attachments**\n");
            for (var attachment : attachments) {
                // 08/Jan/24 2:10 PM;account;name;https://… — a name may itself hold a semicolon.
                var parts = attachment.split(";", -1);
                var url = parts[parts.length - 1].strip();
                var name = parts.length < 4 ? url : String.join(";", List.of(parts).subList(2, parts.length - 1));
                out.append("\n- ").append(Words.link(name, url));
            }
            plan.notice("line " + row.line() + ", column " + row.name("attachment"), attachments.size()
                    + (attachments.size() == 1 ? " file stays" : " files stay")
                    + " at Jira; the description links there, and Jira asks for a sign-in.");
        }
        return out.toString();
    }

    private List<String> labels(CsvTable.Row row) {
        var labels = new ArrayList<String>();
        for (var cell : row.all("labels", "label")) {
            // Jira's labels hold no spaces; a list kept by hand packs several into one cell.
            for (var label : cell.split("[\\s,;]+")) {
                if (!label.isEmpty()) {
                    labels.add(label);
                }
            }
        }
        labels.addAll(row.all("components", "component/s", "component"));
        return labels;
    }

    private @Nullable Integer assignee(CsvTable.Row row) {
        var name = row.one("assignee");
        var id = row.one("assignee id");
        if (name.isEmpty() && id.isEmpty()) {
            return null;
        }
        var email = name.contains("@") ? name : null;
        return plan.person(id.isEmpty() ? name : id, name.isEmpty() ? id : name, email == null ? name : null, email);
    }

    private List<Integer> milestones(CsvTable.Row row) {
        return row.all("fix versions", "fix version/s", "fix version").stream()
                .map(version -> plan.milestone(version, null, false)).toList();
    }

    private List<ImportPlan.Comment> comments(CsvTable.Row row) {
        var comments = new ArrayList<ImportPlan.Comment>();
        for (var cell : row.all("comment", "comments")) {
            var at = "line " + row.line() + ", column " + row.name("comment", "comments");
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

    private @Nullable Integer estimate(CsvTable.Row row) {
        var raw = row.one("original estimate");
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
        plan.notice("line " + row.line() + ", column " + row.name("original estimate"),
                "“" + PlanBuilder.cut(raw, 60) + "” is not a number of seconds that fits; left empty.");
        return null;
    }

    private @Nullable LocalDate date(CsvTable.Row row, String... columnNames) {
        var raw = row.one(columnNames);
        var date = raw.isEmpty() ? null : JiraDates.date(raw, zone);
        if (date == null && !raw.isEmpty()) {
            badDate(row, raw, columnNames);
        }
        return date;
    }

    private @Nullable Instant instant(CsvTable.Row row, String column) {
        var raw = row.one(column);
        var at = raw.isEmpty() ? null : JiraDates.instant(raw, zone);
        if (at == null && !raw.isEmpty()) {
            badDate(row, raw, column);
        }
        return at;
    }

    private void badDate(CsvTable.Row row, String raw, String... columnNames) {
        plan.notice("line " + row.line() + ", column " + row.name(columnNames), "“" + PlanBuilder.cut(raw, 60)
                + "” is not a date in a form Jira writes, such as 09/Jan/24 3:54 PM or 2024-01-09; left empty.");
    }

    private void nameLostColumns(CsvTable table) {
        var header = table.header();
        var lost = new LinkedHashMap<String, Lost>();
        for (var row : table.rows()) {
            for (var i = 0; i < header.size(); i++) {
                var value = row.cell(i);
                if (!NOTHING.matcher(value).matches() && !UNDERSTOOD.contains(header.get(i).toLowerCase(Locale.ROOT))) {
                    lost.merge(header.get(i), new Lost(row.line(), value, 1),
                            (first, _) -> new Lost(first.line, first.value, first.cells + 1));
                }
            }
        }
        lost.forEach((column, first) -> plan.notice("line " + first.line + ", column " + column,
                "This column is not imported: " + (first.cells == 1 ? "its one value is" : first.cells
                        + " values, here") + " “" + PlanBuilder.cut(first.value.replace('\n', ' '), 80) + "”."));
    }
}
