package app.atelier.files.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.system.BytesSource;
import app.atelier.platform.web.Problem;
import org.springframework.stereotype.Component;

/** Files' contents for who takes everything along. */
@Component
class FileBytes implements BytesSource {

    private final Db db;
    private final FileStore store;
    private final Vault vault;

    FileBytes(Db db, FileStore store, Vault vault) {
        this.db = db;
        this.store = store;
        this.vault = vault;
    }

    @Override
    public String service() {
        return "files";
    }

    @Override
    public byte[] read(UUID organization, UUID id, long from, int length) {
        var kept = db.in(organization, tx -> store.find(tx, id)).orElseThrow(() -> new Problem.NotFound("file", id));
        var bytes = new ByteArrayOutputStream();
        try {
            vault.give(kept, from, Math.clamp(kept.file().size() - from, 0, length), bytes);
        } catch (IOException e) {
            throw new Problem.Unavailable("The content of the file " + id + " cannot be read right now.");
        }
        return bytes.toByteArray();
    }
}
