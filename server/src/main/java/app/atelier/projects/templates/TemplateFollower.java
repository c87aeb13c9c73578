package app.atelier.projects.templates;

import java.util.Set;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.users.OrganizationCreated;
import org.springframework.stereotype.Component;

/** Gives every new organization the shipped templates. */
@Component
class TemplateFollower implements Follower {

    private final ShippedTemplates shipped;
    private final TemplateStore store;
    private final Journal journal;

    TemplateFollower(ShippedTemplates shipped, TemplateStore store, Journal journal) {
        this.shipped = shipped;
        this.store = store;
        this.journal = journal;
    }

    @Override
    public String name() {
        return "shipped-templates";
    }

    @Override
    public String service() {
        return "projects";
    }

    @Override
    public Set<String> types() {
        return Set.of(OrganizationCreated.TYPE);
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        for (var template : shipped.all()) {
            var version = template.body().version() == null ? 1 : template.body().version();
            var published = store.publish(tx, template.idIn(tx.organization()), "shipped", version, template.body(), null);
            journal.record(tx, null, published);
        }
    }
}
