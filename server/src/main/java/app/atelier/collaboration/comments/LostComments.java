package app.atelier.collaboration.comments;

import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import org.springframework.stereotype.Component;

/** Deletes the comments on tasks that are gone for good. */
@Component
class LostComments implements Follower {

    private final CommentStore store;

    LostComments(CommentStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "lost-comments";
    }

    @Override
    public String service() {
        return "collaboration";
    }

    @Override
    public Set<String> types() {
        return Set.of("trash.emptied");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        var tasks = new ArrayList<UUID>();
        entry.data().path("taskIds").forEach(id -> tasks.add(UUID.fromString(id.asString())));
        store.deleteAt(tx, tasks);
    }
}
