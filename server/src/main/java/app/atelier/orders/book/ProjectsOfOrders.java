package app.atelier.orders.book;

import java.util.Set;
import java.util.UUID;

import app.atelier.orders.OrderUnitStarted;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import org.springframework.stereotype.Component;

/** Follows projects: which unit of which line became which project. */
@Component
class ProjectsOfOrders implements Follower {

    private final OrderStore store;
    private final Steps steps;

    ProjectsOfOrders(OrderStore store, Steps steps) {
        this.store = store;
        this.steps = steps;
    }

    @Override
    public String name() {
        return "projects-of-orders";
    }

    @Override
    public String service() {
        return "orders";
    }

    @Override
    public Set<String> types() {
        return Set.of("project.created");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        var project = entry.data().path("project");
        var origin = project.path("origin");
        if (!origin.path("orderLineId").isString()) {
            return;
        }
        var id = UUID.fromString(origin.path("orderId").asString());
        var line = UUID.fromString(origin.path("orderLineId").asString());
        var unit = origin.path("unit").asInt();
        var known = store.lock(tx, id).map(o -> o.lines().stream().filter(l -> l.id().equals(line))
                .flatMap(l -> l.units().stream()).anyMatch(u -> u.unit() == unit && u.projectId() == null)).orElse(false);
        if (known) {
            var name = project.path("name").asString();
            steps.take(tx, null, entry.at(), id, o -> o.started(line, unit, entry.subjectId(), name, entry.at()),
                    o -> new OrderUnitStarted(o, line, unit, entry.subjectId(), name));
        }
    }
}
