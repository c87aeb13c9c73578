package app.atelier.users.exports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.db.Db;
import app.atelier.platform.system.Forgetting;
import org.springframework.stereotype.Component;

/** Deletes the files of an organization's exports. */
@Component
class ExportsForgetting implements Forgetting {

    private static final int ALL = 10_000;

    private final Db db;
    private final ExportStore store;
    private final BlobStore blobs;

    ExportsForgetting(Db db, ExportStore store, BlobStore blobs) {
        this.db = db;
        this.store = store;
        this.blobs = blobs;
    }

    @Override
    public void forget(UUID organization) {
        for (var export : db.in(organization, tx -> store.newest(tx, ALL))) {
            try {
                blobs.delete(export.blob());
            } catch (IOException e) {
                throw new UncheckedIOException("The exports of " + organization + " cannot be deleted now", e);
            }
        }
    }
}
