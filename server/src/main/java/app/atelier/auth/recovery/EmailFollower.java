package app.atelier.auth.recovery;

import java.util.Set;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.users.EmailChanged;
import org.springframework.stereotype.Component;

/** A link that was mailed to an address is good no more when the person has another address. */
@Component
class EmailFollower implements Follower {

    private final ResetStore store;

    EmailFollower(ResetStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "addresses";
    }

    @Override
    public String service() {
        return "auth";
    }

    @Override
    public Set<String> types() {
        return Set.of(EmailChanged.TYPE);
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        store.forget(tx, entry.subjectId());
    }
}
