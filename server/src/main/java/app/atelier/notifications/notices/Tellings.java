package app.atelier.notifications.notices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.journal.JournalEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads from a journal entry whom it concerns. Plain rules: it asks nobody. */
final class Tellings {

    static final Set<String> TYPES = Set.of("task.created", "task.changed", "comment.created", "comment.changed",
            "order.paid", "project.created", "webhook.disabled", "organization.transferred",
            "organization.deletion_scheduled", "organization.deletion_cancelled");

    private Tellings() {
    }

    /**
     * @param actor   the name of who did it
     * @param leaders the organization's owners and admins, whom orders and webhooks concern
     */
    static List<Telling> of(JournalEntry entry, String actor, Set<UUID> leaders) {
        var data = entry.data();
        return switch (entry.type()) {
            case "task.created" -> created(entry, actor, data.path("task"));
            case "task.changed" -> changed(entry, actor, data);
            case "comment.created" -> commented(entry, actor, data);
            case "comment.changed" -> mentioned(entry, actor, data, ids(data.path("newlyMentionedIds")));
            case "order.paid" -> paid(entry, data.path("order"), leaders);
            case "project.created" -> fromOrder(entry, data.path("project"), leaders);
            case "organization.transferred" -> transferred(data);
            case "organization.deletion_scheduled" -> deletion(actor, data.path("organization"), leaders);
            case "organization.deletion_cancelled" -> List.of(new Telling(NoticeType.ORGANIZATION, leaders, null,
                    words(data.path("organization"), "name") + " will not be deleted", actor + " changed that.", "/"));
            case "webhook.disabled" -> disabled(entry, data, leaders);
            default -> List.of();
        };
    }

    /** Both are told, also who did it: a session in wrong hands must not do this in silence. */
    private static List<Telling> transferred(JsonNode data) {
        var organization = words(data.path("organization"), "name");
        var from = data.path("from");
        var to = data.path("to");
        return List.of(
                new Telling(NoticeType.ORGANIZATION, Set.of(id(to, "id")), null, "You are the owner of " + organization + " now",
                        fullName(from) + " handed it over to you.", "/settings"),
                new Telling(NoticeType.ORGANIZATION, Set.of(id(from, "id")), null,
                        "You handed " + organization + " over to " + fullName(to),
                        "You are an admin of it now. If this was not you, tell " + fullName(to) + " at once.", "/settings"));
    }

    private static List<Telling> deletion(String actor, JsonNode organization, Set<UUID> leaders) {
        return leaders.isEmpty() ? List.of() : List.of(new Telling(NoticeType.ORGANIZATION, leaders, null,
                words(organization, "name") + " is to be deleted",
                actor + " wants it deleted. Only owners get in until " + words(organization, "eraseAt").replaceFirst("T.*", "")
                        + ", when everything is erased, and each of them can still cancel it.", "/settings"));
    }

    private static String fullName(JsonNode member) {
        return words(member, "firstName") + " " + words(member, "lastName");
    }

    private static List<Telling> created(JournalEntry entry, String actor, JsonNode task) {
        // Many at once, by an import or a template, concern nobody one by one.
        return entry.data().path("source").isString() ? List.of()
                : assigned(entry, actor, id(task, "id"), id(task, "projectId"), words(task, "key"), words(task, "title"),
                        ids(task.path("assigneeIds")), List.of());
    }

    private static List<Telling> changed(JournalEntry entry, String actor, JsonNode data) {
        return assigned(entry, actor, entry.subjectId(), id(data, "projectId"), words(data, "key"), words(data, "title"),
                ids(data.path("after").path("assigneeIds")), ids(data.path("before").path("assigneeIds")));
    }

    private static List<Telling> assigned(JournalEntry entry, String actor, UUID task, UUID project, String key, String title,
            List<UUID> now, List<UUID> before) {
        var people = Telling.others(now, before, entry.actorId());
        return people.isEmpty() ? List.of() : List.of(new Telling(NoticeType.ASSIGNED, people, project,
                actor + " assigned " + key + " to you", title, link(project, task)));
    }

    private static List<Telling> commented(JournalEntry entry, String actor, JsonNode data) {
        var called = ids(data.path("mentionedIds"));
        var tellings = new ArrayList<>(mentioned(entry, actor, data, called));
        var assignees = Telling.others(ids(data.path("assigneeIds")), called, entry.actorId());
        if (!assignees.isEmpty()) {
            tellings.add(talk(NoticeType.COMMENTED, assignees, actor + " commented on ", data));
        }
        return tellings;
    }

    private static List<Telling> mentioned(JournalEntry entry, String actor, JsonNode data, List<UUID> called) {
        var people = Telling.others(called, List.of(), entry.actorId());
        return people.isEmpty() ? List.of() : List.of(talk(NoticeType.MENTIONED, people, actor + " mentioned you in ", data));
    }

    private static Telling talk(NoticeType type, Set<UUID> people, String what, JsonNode data) {
        var comment = data.path("comment");
        var project = id(comment, "projectId");
        return new Telling(type, people, project, what + words(data, "taskKey") + " " + words(data, "taskTitle"),
                words(comment, "body"), link(project, id(comment, "taskId")));
    }

    private static List<Telling> paid(JournalEntry entry, JsonNode order, Set<UUID> leaders) {
        var people = Telling.others(leaders, List.of(), entry.actorId());
        var customer = words(order.path("customer"), "name");
        return people.isEmpty() ? List.of() : List.of(new Telling(NoticeType.ORDER_PAID, people, null,
                "Order " + words(order, "number") + " is paid: " + money(order.path("total")), "From " + customer,
                "/orders/" + entry.subjectId()));
    }

    private static List<Telling> fromOrder(JournalEntry entry, JsonNode project, Set<UUID> leaders) {
        var origin = project.path("origin");
        var people = Telling.others(leaders, List.of(), entry.actorId());
        return people.isEmpty() || !origin.isObject() ? List.of() : List.of(new Telling(NoticeType.PROJECT_CREATED, people,
                entry.subjectId(), "Order " + words(origin, "orderNumber") + " became the project " + words(project, "name"),
                "For " + words(origin, "customerName"), "/projects/" + entry.subjectId()));
    }

    private static List<Telling> disabled(JournalEntry entry, JsonNode data, Set<UUID> leaders) {
        var people = Telling.others(leaders, List.of(), entry.actorId());
        return people.isEmpty() ? List.of() : List.of(new Telling(NoticeType.WEBHOOK_DISABLED, people, null,
                "A webhook was disabled: " + words(data, "url"), words(data, "reason"), "/settings/webhooks/" + entry.subjectId()));
    }

    /** {@code 249000 EUR} in minor units as {@code EUR 2490.00}. */
    static String money(JsonNode money) {
        var currency = words(money, "currency");
        if (currency.isEmpty()) {
            return "";
        }
        var digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return currency + " " + BigDecimal.valueOf(money.path("amount").asLong(), digits).toPlainString();
    }

    private static String link(UUID project, UUID task) {
        return "/projects/" + project + "/tasks/" + task;
    }

    private static String words(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private static UUID id(JsonNode node, String field) {
        return UUID.fromString(node.get(field).asString());
    }

    private static List<UUID> ids(@Nullable JsonNode array) {
        var ids = new ArrayList<UUID>();
        if (array != null) {
            array.forEach(id -> ids.add(UUID.fromString(id.asString())));
        }
        return ids;
    }
}
