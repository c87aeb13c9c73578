package app.atelier.ingestion.streams;

import java.util.List;
import java.util.UUID;

import app.atelier.ingestion.RawEvent;
import app.atelier.ingestion.RawLog;
import app.atelier.platform.db.Db;
import org.springframework.stereotype.Component;

/** The raw log as others read it, from the tables. */
@Component
class StoredLog implements RawLog {

    private final Db db;
    private final StreamStore store;

    StoredLog(Db db, StreamStore store) {
        this.db = db;
        this.store = store;
    }

    @Override
    public List<Head> heads() {
        return db.shared(store::heads);
    }

    @Override
    public List<Head> heads(UUID organization) {
        return db.in(organization, store::headsOfOne);
    }

    @Override
    public List<RawEvent> after(UUID organization, String stream, long seq, int limit) {
        return db.in(organization, tx -> store.after(tx, stream, seq, limit));
    }
}
