package app.atelier.projects.templates;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.projects.project.Origin;
import app.atelier.projects.project.Projects.Draft;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * A paid order becomes projects: exactly one per order line, unit and template version. The follower's position moves
 * with the project, and the claim's key refuses a second one even if the payment is told twice.
 */
@Component
class OrderFollower implements Follower {

    private static final Logger log = LoggerFactory.getLogger(OrderFollower.class);
    private static final int NAME = 100;

    private final TemplateStore store;
    private final TemplateStart start;

    OrderFollower(TemplateStore store, TemplateStart start) {
        this.store = store;
        this.start = start;
    }

    @Override
    public String name() {
        return "order-to-project";
    }

    @Override
    public String service() {
        return "projects";
    }

    @Override
    public Set<String> types() {
        return Set.of("order.paid");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        var order = entry.data().path("order");
        var day = LocalDate.ofInstant(entry.at(), ZoneOffset.UTC);
        for (var line : order.path("lines")) {
            var template = line.path("templateId");
            if (line.path("kind").asString("").equals("service") && template.isString()) {
                for (var unit = 1; unit <= line.path("quantity").asInt(0); unit++) {
                    make(tx, order, line, unit, day);
                }
            }
        }
    }

    private void make(Tx tx, JsonNode order, JsonNode line, int unit, LocalDate day) {
        var customer = order.path("customer");
        var company = customer.path("company").asString("");
        var customerName = company.isBlank() ? customer.path("name").asString("") : company;
        var origin = new Origin(id(order, "id"), order.path("number").asString(""), id(line, "id"), unit,
                id(line, "templateId"), line.path("templateVersion").asInt(1), customerName);
        // Named after what it belongs to, so that a replay could not even make another id.
        var project = Ids.named("order-project", origin.orderLineId().toString(), String.valueOf(unit),
                origin.templateId().toString(), String.valueOf(origin.templateVersion()));
        if (!store.claim(tx, origin, project)) {
            log.info("Unit {} of order line {} has its project already", unit, origin.orderLineId());
            return;
        }
        var body = store.body(tx, origin.templateId(), origin.templateVersion()).orElseThrow(() ->
                new IllegalStateException("Order " + origin.orderNumber() + " was sold with version "
                        + origin.templateVersion() + " of template " + origin.templateId() + ", which is not there"));
        start.make(tx, new Draft(project, name(line, customerName, unit), null, "", null, day, null), body, null, origin, null);
    }

    /** {@code Website launch — Nordlicht (2)}: what, for whom, and which of several. */
    private static String name(JsonNode line, String customer, int unit) {
        var suffix = (customer.isBlank() ? "" : " · " + cut(customer, 40))
                + (line.path("quantity").asInt(1) > 1 ? " (" + unit + ")" : "");
        return cut(line.path("name").asString("Order"), NAME - suffix.length()) + suffix;
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1).stripTrailing() + "…";
    }

    private static UUID id(JsonNode node, String field) {
        return UUID.fromString(node.path(field).asString(""));
    }
}
