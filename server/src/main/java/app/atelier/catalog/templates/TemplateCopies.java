package app.atelier.catalog.templates;

import java.util.Set;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import org.springframework.stereotype.Component;

/** Keeps the copy of templates up to date with what projects publishes. */
@Component
class TemplateCopies implements Follower {

    private final TemplateStore store;

    TemplateCopies(TemplateStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "template-copies";
    }

    @Override
    public String service() {
        return "catalog";
    }

    @Override
    public Set<String> types() {
        return Set.of("template.published");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        store.put(tx, Template.of(entry));
    }
}
