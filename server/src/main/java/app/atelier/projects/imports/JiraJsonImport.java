package app.atelier.projects.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import app.atelier.projects.tasks.TaskLimits;

/**
 * Jira issues as its REST API gives them (versions 2 and 3): a search result ({@code {"issues": […]}}), an array of
 * issues, or one issue. Descriptions and comments may be wiki text or documents (ADF); an empty object counts as
 * nothing, as some exporters write it.
 */
final class JiraJsonImport {

    private static final Set<String> UNDERSTOOD = Set.of("summary", "description", "status", "priority", "issuetype",
            "created", "updated", "resolutiondate", "resolution", "duedate", "labels", "components", "assignee",
            "reporter", "creator", "fixVersions", "parent", "comment", "comments", "attachment", "timeoriginalestimate",
            "timeestimate", "aggregatetimeoriginalestimate", "aggregatetimeestimate", "project", "subtasks", "workratio",
            "lastViewed", "statuscategorychangedate", "progress", "aggregateprogress", "watches", "votes",
            "customfield_10014", "statusCategory", "timetracking");

    private final PlanBuilder plan = new PlanBuilder(ImportFormat.JIRA_JSON);
    private final ZoneId zone;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Lost> lost = new LinkedHashMap<>();

    private record Lost(String at, String value, int times) {
    }

    private JiraJsonImport(ZoneId zone) {
        this.zone = zone;
    }

    /** @throws ImportFailed when it is no list of issues, naming the path */
    static ImportPlan parse(JsonNode root, ZoneId zone) {
        return new JiraJsonImport(zone).read(root);
    }

    private ImportPlan read(JsonNode root) {
        var issues = new ArrayList<JiraIssue>();
        var base = root.isArray() ? "$" : "$.issues";
        var list = root.isArray() ? root : root.path("issues");
        if (root.isObject() && root.has("fields")) {
            issues.add(issue(root, "$"));
        } else {
            if (!list.isArray()) {
                throw new ImportFailed("$.issues", "This JSON is no list of Jira issues. Send the answer of Jira's search "
                        + "(an object with “issues”) or an array of issues, each with “key” and “fields”.");
            }
            readNames(list);
            for (var i = 0; i < list.size(); i++) {
                issues.add(issue(list.get(i), base + "[" + i + "]"));
            }
        }
        if (issues.isEmpty()) {
            throw new ImportFailed(base, "The file holds no issues. Check the search that made it.");
        }
        var total = root.path("total").asInt(0);
        if (total > issues.size()) {
            plan.notice("$.total", "The search found " + total + " issues, the file holds " + issues.size()
                    + ": fetch the other pages too.");
        }
        JiraIssue.plan(issues, plan);
        lost.forEach((field, first) -> plan.notice(first.at, "The field “" + field + "” is not imported: "
                + (first.times == 1 ? "its one value is " : first.times + " values, here ") + first.value + "."));
        var key = issues.getFirst().key();
        var project = list.path(0).path("fields").path("project").path("name").asString("");
        return plan.build(project.isEmpty() && key.contains("-") ? key.substring(0, key.indexOf('-')) : project, "");
    }

    private void readNames(JsonNode list) {
        for (var issue : list) {
            for (var who : List.of("assignee", "reporter", "creator")) {
                var person = issue.path("fields").path(who);
                names.putIfAbsent(id(person), person.path("displayName").asString(""));
            }
        }
    }

    private JiraIssue issue(JsonNode issue, String at) {
        var key = JsonFiles.text(issue, "key", at);
        var fields = issue.path("fields");
        if (!fields.isObject()) {
            throw new ImportFailed(at + ".fields", "The issue " + key + " has no “fields”. Fetch it with its fields.");
        }
        var path = at + ".fields";
        var status = fields.path("status");
        var category = status.path("statusCategory");
        var labels = new ArrayList<String>();
        fields.path("labels").forEach(l -> labels.add(l.asString("")));
        fields.path("components").forEach(c -> labels.add(c.path("name").asString("")));
        labels.removeIf(String::isBlank);
        var milestones = new ArrayList<Integer>();
        for (var version : fields.path("fixVersions")) {
            milestones.add(plan.milestone(version.path("name").asString("Version"),
                    JiraDates.date(version.path("releaseDate").asString(""), zone), version.path("released").asBoolean(false)));
        }
        rememberLost(fields, path);
        var parent = fields.path("parent").path("key").asString("");
        var statusName = status.path("name").asString("");
        return new JiraIssue(at, key, issue.path("id").asString(""),
                parent.isEmpty() ? fields.path("customfield_10014").asString("") : parent,
                JsonFiles.text(fields, "summary", path), description(fields, path),
                fields.path("issuetype").path("name").asString(""), statusName.isBlank() ? "To do" : statusName,
                Words.jiraCategory(category.path("name").asString(category.path("key").asString(""))),
                !fields.path("resolutiondate").asString("").isEmpty(),
                Words.priority(fields.path("priority").path("name").asString("")), labels, person(fields.path("assignee")),
                milestones, null, date(fields, "duedate", path), estimate(fields), comments(fields, path),
                fields.path("attachment").size(), instant(fields, "created", path), instant(fields, "updated", path),
                instant(fields, "resolutiondate", path));
    }

    private String description(JsonNode fields, String path) {
        var out = new StringBuilder(markdown(fields.path("description")));
        var attachments = fields.path("attachment");
        if (!attachments.isEmpty()) {
            out.append("\n\n**Attachments**\n");
            for (var attachment : attachments) {
                out.append("\n- ").append(Words.link(attachment.path("filename").asString(""),
                        attachment.path("content").asString("")));
            }
            plan.notice(path + ".attachment", attachments.size() + (attachments.size() == 1 ? " file stays" : " files stay")
                    + " at Jira; the description links there, and Jira asks for a sign-in.");
        }
        return out.toString();
    }

    private String markdown(JsonNode node) {
        return AdfMarkdown.isDocument(node) ? AdfMarkdown.markdown(node) : JiraMarkup.markdown(node.asString(""), names);
    }

    private List<ImportPlan.Comment> comments(JsonNode fields, String path) {
        var nested = fields.path("comment").path("comments");
        var all = nested.isArray() ? nested : fields.path("comments");
        var total = fields.path("comment").path("total").asInt(0);
        if (total > all.size()) {
            plan.notice(path + ".comment", "Jira counts " + total + " comments, the file holds " + all.size() + ".");
        }
        var comments = new ArrayList<ImportPlan.Comment>();
        for (var i = 0; i < all.size(); i++) {
            var comment = all.get(i);
            var at = path + ".comment.comments[" + i + "]";
            var body = plan.text(at, markdown(comment.path("body")), PlanBuilder.MAX_COMMENT);
            var author = PlanBuilder.cut(comment.path("author").path("displayName").asString(""), 200);
            var when = instant(comment, "created", at);
            if (!body.isEmpty()) {
                comments.add(new ImportPlan.Comment(author.isBlank() ? "Somebody in Jira" : author,
                        when == null ? Instant.EPOCH : when, body));
            }
        }
        return comments;
    }

    private @Nullable Integer person(JsonNode person) {
        var id = id(person);
        if (id.isEmpty()) {
            return null;
        }
        var email = person.path("emailAddress").asString("");
        var username = person.path("name").asString("");
        return plan.person(id, person.path("displayName").asString(id), username.isEmpty() ? null : username,
                email.isEmpty() ? null : email);
    }

    /** Cloud names people by account id, older servers by key or name. */
    private static String id(JsonNode person) {
        return person.path("accountId").asString(person.path("key").asString(person.path("name").asString("")));
    }

    private static @Nullable Integer estimate(JsonNode fields) {
        var seconds = fields.path("timeoriginalestimate");
        return seconds.isNumber() && seconds.asLong(0) >= 0 && seconds.asLong(0) <= TaskLimits.ESTIMATE * 60L
                ? (int) (seconds.asLong(0) / 60) : null;
    }

    private void rememberLost(JsonNode fields, String path) {
        for (var field : fields.properties()) {
            var value = field.getValue();
            var nothing = value.isNull() || value.isContainer() && value.isEmpty()
                    || value.isNumber() && value.asDouble(0) == 0 || value.isString() && value.asString("").isBlank()
                    || value.isBoolean() && !value.asBoolean(false);
            if (!nothing && !UNDERSTOOD.contains(field.getKey())) {
                lost.merge(field.getKey(),
                        new Lost(path + "." + field.getKey(), PlanBuilder.cut(value.toString(), 80), 1),
                        (first, _) -> new Lost(first.at, first.value, first.times + 1));
            }
        }
    }

    private @Nullable LocalDate date(JsonNode fields, String field, String path) {
        var at = instant(fields, field, path);
        return at == null ? null : at.atZone(zone).toLocalDate();
    }

    private @Nullable Instant instant(JsonNode node, String field, String path) {
        var raw = node.path(field).asString("");
        if (raw.isEmpty()) {
            return null;
        }
        var at = JiraDates.instant(raw, zone);
        if (at == null) {
            plan.notice(path + "." + field, "“" + PlanBuilder.cut(raw, 60) + "” is not a date; left empty.");
        }
        return at;
    }
}
