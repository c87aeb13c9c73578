package app.atelier.projects.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import app.atelier.projects.project.Color;
import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.Priority;
import app.atelier.projects.tasks.TaskLimits;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Trello board as "Export as JSON" gives it: lists become statuses, cards tasks, checklists groups of checklist
 * items, {@code commentCard} actions comments. What is archived arrives in a status "Archived", so that nothing is
 * lost. Format: <a href="https://developer.atlassian.com/cloud/trello/guides/rest-api/object-definitions/">Trello's
 * object definitions</a>.
 */
final class TrelloImport {

    /** Trello puts at most this many of the newest actions into an export. */
    private static final int EXPORTED_ACTIONS = 1000;
    private static final String ARCHIVED = "archived";
    private static final String REMEDY = "Export it in Trello: menu, Print, export and share, Export as JSON.";

    private final PlanBuilder plan = new PlanBuilder(ImportFormat.TRELLO);
    private final JsonNode board;
    private final ZoneId zone;
    private final Map<String, Integer> people = new HashMap<>();
    private final Map<String, Integer> labels = new HashMap<>();
    private final Map<String, String> lists = new HashMap<>();
    private final Map<String, List<JsonNode>> checklists = new HashMap<>();
    private final Map<String, List<ImportPlan.Comment>> comments = new HashMap<>();
    private final Map<String, Instant> created = new HashMap<>();
    private final Map<String, String> customFields = new HashMap<>();

    private TrelloImport(JsonNode board, ZoneId zone) {
        this.board = board;
        this.zone = zone;
    }

    /**
     * @param zone where dates are meant; Trello keeps instants
     * @throws ImportFailed when it is not a board, or a part of it cannot be understood
     */
    static ImportPlan parse(JsonNode board, ZoneId zone) {
        return new TrelloImport(board, zone).parse();
    }

    private ImportPlan parse() {
        JsonFiles.array(board, "lists", "Trello board", REMEDY);
        JsonFiles.array(board, "cards", "Trello board", REMEDY);
        readPeople();
        readLabels();
        readLists();
        for (var checklist : sorted(board.path("checklists"))) {
            checklists.computeIfAbsent(text(checklist.node, "idCard"), _ -> new ArrayList<>()).add(checklist.node);
        }
        readActions();
        for (var field : board.path("customFields")) {
            customFields.put(text(field, "id"), text(field, "name"));
        }
        for (var card : sorted(board.path("cards"))) {
            readCard(card.node, "$.cards[" + card.index + "]");
        }
        if (!board.path("pluginData").isEmpty()) {
            plan.notice("$.pluginData", "What power-ups stored on the board is not imported.");
        }
        return plan.build(text(board, "name"), text(board, "desc"));
    }

    private void readPeople() {
        for (var member : board.path("members")) {
            var username = text(member, "username");
            var name = text(member, "fullName");
            people.put(text(member, "id"),
                    plan.person(text(member, "id"), name.isBlank() ? username : name, username, null));
        }
    }

    private void readLabels() {
        for (var label : board.path("labels")) {
            var color = text(label, "color");
            var name = text(label, "name");
            labels.put(text(label, "id"),
                    plan.label(text(label, "id"), name.isBlank() ? nameOf(color) : name, color(color)));
        }
    }

    private void readLists() {
        for (var list : sorted(board.path("lists"))) {
            var path = "$.lists[" + list.index + "]";
            var id = JsonFiles.text(list.node, "id", path);
            var name = JsonFiles.text(list.node, "name", path);
            if (list.node.path("closed").asBoolean(false)) {
                lists.put(id, ARCHIVED);
                plan.notice(path, "The list “" + name + "” is archived in Trello; its cards arrive in the status “Archived”.");
            } else {
                lists.put(id, id);
                plan.status(id, name, Words.category(name));
            }
        }
    }

    private void readActions() {
        var actions = board.path("actions");
        if (actions.size() >= EXPORTED_ACTIONS) {
            plan.notice("$.actions", "Trello exports only the newest " + EXPORTED_ACTIONS
                    + " actions; comments older than those are not in the file.");
        }
        for (var i = actions.size() - 1; i >= 0; i--) {
            var action = actions.get(i);
            var path = "$.actions[" + i + "]";
            var card = text(action.path("data").path("card"), "id");
            switch (text(action, "type")) {
                case "commentCard", "copyCommentCard" -> readComment(action, card, path);
                case "createCard", "copyCard", "convertToCardFromCheckItem" -> {
                    var at = instant(action, "date", path);
                    if (at != null) {
                        created.put(card, at);
                    }
                }
                default -> {
                    // Moves and edits are Trello's history, which stays there.
                }
            }
        }
    }

    private void readComment(JsonNode action, String card, String path) {
        var at = instant(action, "date", path);
        var body = plan.text(path, text(action.path("data"), "text"), PlanBuilder.MAX_COMMENT);
        var name = PlanBuilder.cut(PlanBuilder.clean(text(action.path("memberCreator"), "fullName")), 200);
        if (!body.isEmpty()) {
            comments.computeIfAbsent(card, _ -> new ArrayList<>()).add(new ImportPlan.Comment(
                    name.isBlank() ? "Somebody in Trello" : name, at == null ? Instant.EPOCH : at, body));
        }
    }

    private void readCard(JsonNode card, String path) {
        var id = JsonFiles.text(card, "id", path);
        var name = JsonFiles.text(card, "name", path);
        var list = lists.get(JsonFiles.text(card, "idList", path));
        if (list == null) {
            throw new ImportFailed(path + ".idList", "The card “" + name + "” lies in a list that is not in the file. "
                    + "Export the board again; the file seems to be cut or edited.");
        }
        if (card.path("closed").asBoolean(false)) {
            list = ARCHIVED;
            plan.notice(path, "The card “" + name + "” is archived in Trello; it arrives in the status “Archived”.");
        }
        var status = list.equals(ARCHIVED) ? plan.status(ARCHIVED, "Archived", StatusCategory.DONE)
                : plan.status(list, list, StatusCategory.TODO);
        var done = plan.statuses().get(status).category() == StatusCategory.DONE;
        var touched = instant(card, "dateLastActivity", path);
        var completed = instant(card, "dateCompleted", path);
        var cardComments = comments.getOrDefault(id, List.of());
        tellLosses(card, path, name, done, cardComments.size());
        var description = plan.text(path + ".desc", text(card, "desc") + attachments(card, path), TaskLimits.DESCRIPTION);
        plan.task(path, new ImportPlan.Task(name, -1, plan.title(path + ".name", name), description, status, Priority.NONE,
                indexes(card.path("idLabels"), labels, path + ".idLabels", "labels", TaskLimits.LABELS),
                indexes(card.path("idMembers"), people, path + ".idMembers", "people", TaskLimits.ASSIGNEES),
                date(card, "start", path), date(card, "due", path), null, -1, checklist(id, path), cardComments,
                card.path("attachments").size(), created.containsKey(id) ? created.get(id) : madeAt(id), touched,
                done ? (completed == null ? touched : completed) : null));
    }

    private List<Integer> indexes(JsonNode ids, Map<String, Integer> known, String path, String what, int limit) {
        var found = new ArrayList<Integer>();
        for (var i = 0; i < ids.size(); i++) {
            var index = known.get(ids.get(i).asString(""));
            if (index != null) {
                found.add(index);
            } else {
                plan.notice(path + "[" + i + "]", "Refers to one that is not on the board any more; left out.");
            }
        }
        return plan.atMost(path, what, found, limit);
    }

    private List<ImportPlan.ChecklistItem> checklist(String card, String path) {
        var items = new ArrayList<ImportPlan.ChecklistItem>();
        for (var checklist : checklists.getOrDefault(card, List.of())) {
            items.add(item(text(checklist, "name"), false, true, path));
            if (checklist.path("checkItems").isEmpty()) {
                plan.notice(path + ".idChecklists", "The checklist “" + text(checklist, "name") + "” is empty; only its name is lost.");
            }
            for (var item : sorted(checklist.path("checkItems"))) {
                items.add(item(text(item.node, "name"), text(item.node, "state").equals("complete"), false, path));
            }
        }
        return plan.atMost(path + ".idChecklists", "checklist items", items, TaskLimits.CHECKLIST_ITEMS);
    }

    private ImportPlan.ChecklistItem item(String text, boolean done, boolean heading, String path) {
        var name = plan.text(path + ".idChecklists", text, TaskLimits.CHECKLIST_TEXT);
        return new ImportPlan.ChecklistItem(name.isEmpty() ? (heading ? "Checklist" : "…") : name, done, heading);
    }

    /** Attached files stay where they are; the description links to them. */
    private String attachments(JsonNode card, String path) {
        var out = new StringBuilder();
        var uploads = 0;
        for (var attachment : card.path("attachments")) {
            out.append("\n- ").append(Words.link(text(attachment, "name"), text(attachment, "url")));
            uploads += attachment.path("isUpload").asBoolean(false) ? 1 : 0;
        }
        if (uploads > 0) {
            plan.notice(path + ".attachments", (uploads == 1 ? "One file stays" : uploads + " files stay")
                    + " at Trello; the description links there, and Trello asks for a sign-in.");
        }
        return out.isEmpty() ? "" : "\n\n**Attachments**\n" + out;
    }

    private void tellLosses(JsonNode card, String path, String name, boolean done, int comments) {
        if (card.path("dueComplete").asBoolean(false) && !done) {
            plan.notice(path + ".dueComplete", "The due date of “" + name + "” is ticked off, but its list does not "
                    + "mean done; the task stays open.");
        }
        var counted = card.path("badges").path("comments").asInt(0);
        if (counted > comments) {
            plan.notice(path + ".badges.comments", "Trello counts " + counted + " comments, the file holds " + comments + ".");
        }
        for (var i = 0; i < card.path("customFieldItems").size(); i++) {
            var item = card.path("customFieldItems").get(i);
            plan.notice(path + ".customFieldItems[" + i + "]", "The custom field “"
                    + customFields.getOrDefault(text(item, "idCustomField"), "?") + "” is not imported; its value is "
                    + PlanBuilder.cut(item.path("value").toString(), 100) + ".");
        }
        var votes = card.path("idMembersVoted").size();
        if (votes > 0) {
            plan.notice(path + ".idMembersVoted", votes == 1 ? "One vote is not imported." : votes + " votes are not imported.");
        }
        if (card.path("isTemplate").asBoolean(false)) {
            plan.notice(path + ".isTemplate", "This card is a template in Trello; it is imported as a task.");
        }
    }

    private @Nullable LocalDate date(JsonNode node, String field, String path) {
        var at = instant(node, field, path);
        return at == null ? null : at.atZone(zone).toLocalDate();
    }

    private @Nullable Instant instant(JsonNode node, String field, String path) {
        var raw = text(node, field);
        if (raw.isEmpty()) {
            return null;
        }
        try {
            return Instant.parse(raw);
        } catch (DateTimeParseException _) {
            plan.notice(path + "." + field, "“" + PlanBuilder.cut(raw, 60) + "” is not a date and time; left empty.");
            return null;
        }
    }

    /** The first 8 hexadecimal digits of an id are the second it was made at. */
    private static @Nullable Instant madeAt(String id) {
        try {
            var at = Instant.ofEpochSecond(Long.parseLong(id.substring(0, 8), 16));
            return at.isAfter(Instant.parse("2011-01-01T00:00:00Z")) && at.isBefore(Instant.now()) ? at : null;
        } catch (NumberFormatException | IndexOutOfBoundsException _) {
            return null;
        }
    }

    private record Numbered(int index, JsonNode node) {
    }

    /** In the order of {@code pos}, remembering where in the file each stands. */
    private static List<Numbered> sorted(JsonNode array) {
        var all = new ArrayList<Numbered>();
        for (var node : array) {
            all.add(new Numbered(all.size(), node));
        }
        all.sort(Comparator.comparingDouble(n -> n.node.path("pos").asDouble(0)));
        return all;
    }

    private static Color color(String trello) {
        return switch (trello.replaceFirst("_(dark|light)$", "")) {
            case "green", "lime" -> Color.GREEN;
            case "yellow" -> Color.AMBER;
            case "orange" -> Color.ORANGE;
            case "red" -> Color.RED;
            case "purple" -> Color.VIOLET;
            case "blue" -> Color.BLUE;
            case "sky" -> Color.TEAL;
            case "pink" -> Color.PINK;
            default -> Color.GRAY;
        };
    }

    private static String nameOf(String color) {
        var word = color.isEmpty() ? "label" : color.replace('_', ' ');
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
