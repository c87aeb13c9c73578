package app.atelier.files.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.UUID;

import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.system.Forgetting;
import org.springframework.stereotype.Component;

/** Deletes an organization's blobs. */
@Component
class FilesForgetting implements Forgetting {

    private final BlobStore blobs;

    FilesForgetting(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public void forget(UUID organization) {
        var keys = new ArrayList<String>();
        try {
            blobs.list(blob -> {
                if (blob.key().startsWith(organization + "/")) {
                    keys.add(blob.key());
                }
            });
            for (var key : keys) {
                blobs.delete(key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The files of " + organization + " cannot be deleted now", e);
        }
    }
}
