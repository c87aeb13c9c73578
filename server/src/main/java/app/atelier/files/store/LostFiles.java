package app.atelier.files.store;

import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.JournalEntry;
import org.springframework.stereotype.Component;

/** Deletes the files at tasks that are gone for good. */
@Component
class LostFiles implements Follower {

    private final FileStore store;
    private final Vault vault;

    LostFiles(FileStore store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    @Override
    public String name() {
        return "lost-files";
    }

    @Override
    public String service() {
        return "files";
    }

    @Override
    public Set<String> types() {
        return Set.of("trash.emptied");
    }

    @Override
    public void on(Tx tx, JournalEntry entry) {
        var tasks = new ArrayList<UUID>();
        entry.data().path("taskIds").forEach(id -> tasks.add(UUID.fromString(id.asString())));
        for (var kept : store.deleteAt(tx, tasks)) {
            store.count(tx, -kept.file().size());
            tx.afterCommit(() -> vault.discard(kept.blob()));
        }
    }
}
