package app.atelier.users.audit;

import java.util.Set;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.users.Person;
import app.atelier.users.people.PersonStore;
import org.springframework.stereotype.Component;

/** Copies what belongs there into the audit log. */
@Component
class AuditFollower implements Follower {

    static final String NAME = "audit";

    private final AuditStore store;
    private final PersonStore people;

    AuditFollower(AuditStore store, PersonStore people) {
        this.store = store;
        this.people = people;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String service() {
        return "users";
    }

    @Override
    public Set<String> types() {
        return Audited.TYPES;
    }

    @Override
    public Set<String> families() {
        return Audited.FAMILIES.keySet();
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        var actor = entry.actorId() == null ? null : people.person(tx, entry.actorId()).map(Person::name).orElse(null);
        store.append(tx, number -> Audited.row(entry, number, actor));
    }
}
