package app.atelier.processing.pipelines;

import java.time.Instant;
import java.util.Set;

import app.atelier.platform.journal.JournalEntry;
import tools.jackson.databind.JsonNode;

/** What the journal tells: the organization's own orders, and its tasks. */
final class JournalFacts {

    /** The pipeline's name, and that of the organization's own orders as a source. */
    static final String PIPELINE = "journal";
    static final String SHOP = "shop";

    static final Set<String> TYPES = Set.of("order.placed", "order.paid", "order.partially_fulfilled",
            "order.fulfilled", "order.cancelled", "order.expired", "task.created", "task.changed", "task.deleted", "task.restored");

    private JournalFacts() {
    }

    static void take(JournalEntry entry, Facts facts, Instant now) {
        try {
            switch (entry.type()) {
                case "order.placed" -> order(entry, facts, "purchased", "placedAt");
                case "order.paid" -> order(entry, facts, "approved", "paidAt");
                case "order.partially_fulfilled" -> order(entry, facts, "shipped", "");
                case "order.fulfilled" -> order(entry, facts, "delivered", "");
                case "order.cancelled", "order.expired" -> order(entry, facts, "canceled", "");
                case "task.created" -> created(entry, facts);
                case "task.changed" -> changed(entry, facts);
                case "task.deleted" -> task(entry, facts, "deleted");
                case "task.restored" -> task(entry, facts, "restored");
                default -> { }
            }
        } catch (Unusable unusable) {
            facts.reject(PIPELINE, entry.seq(), entry.id().toString(), entry.type(), String.valueOf(unusable.getMessage()), now);
        }
    }

    /** @param at the order's field that says when; where it has none, it was when the entry says */
    private static void order(JournalEntry entry, Facts facts, String kind, String at) {
        var order = Fields.object(entry.data(), "order");
        var total = order.path("total");
        var amount = total.path("amount").isIntegralNumber() ? total.path("amount").longValue() : null;
        facts.order(new Facts.Order(SHOP, entry.subjectId().toString(), kind, entry.seq(),
                Fields.instant(order, at, entry.at()), null, amount, amount == null ? null : Fields.text(total, "currency")));
    }

    /** An imported task may have been finished long ago. */
    private static void created(JournalEntry entry, Facts facts) {
        var task = Fields.object(entry.data(), "task");
        var project = Fields.id(task, "projectId");
        var completed = Fields.instant(task, "completedAt");
        facts.task(project, entry.subjectId(), "created", entry.seq(), Fields.instant(task, "createdAt", entry.at()));
        if (completed != null) {
            facts.task(project, entry.subjectId(), "completed", entry.seq(), completed);
        }
    }

    private static void changed(JournalEntry entry, Facts facts) {
        JsonNode after = Fields.object(entry.data(), "after");
        if (!after.has("completedAt")) {
            return;
        }
        var completed = Fields.instant(after, "completedAt");
        facts.task(Fields.id(entry.data(), "projectId"), entry.subjectId(), completed == null ? "reopened" : "completed",
                entry.seq(), completed == null ? entry.at() : completed);
    }

    private static void task(JournalEntry entry, Facts facts, String kind) {
        facts.task(Fields.id(entry.data(), "projectId"), entry.subjectId(), kind, entry.seq(), entry.at());
    }
}
