package app.atelier.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

import app.atelier.platform.blob.BlobCipher;
import app.atelier.platform.blob.BlobStore;
import app.atelier.platform.db.Ids;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Keeps files' bytes: encrypted while they stream in, each with a key of its own that the master key seals. */
@Component
class Vault {

    private static final Logger log = LoggerFactory.getLogger(Vault.class);
    private static final int BUFFER = 64 * 1024;

    private final BlobStore blobs;
    private final SecretBox box;

    Vault(BlobStore blobs, SecretBox box) {
        this.blobs = blobs;
        this.box = box;
    }

    /** What was taken in. */
    record Taken(String blob, byte[] sealedKey, long size, String sha256, byte[] head) {
    }

    /**
     * Takes in a stream to its end.
     *
     * @throws Problem.Unreadable  when the sender stops early
     * @throws Problem.Unavailable when the store does not take it; then nothing is kept
     */
    Taken take(UUID organization, InputStream body) {
        var blob = organization + "/" + Ids.next();
        var key = BlobCipher.newKey();
        var digest = sha256();
        try (var upload = blobs.begin(blob)) {
            long size = 0;
            byte[] head;
            try (var sink = new BlobCipher(key, blob).encrypt(upload.stream())) {
                head = read(body, FileTypes.HEAD);
                for (var bytes = head; bytes.length > 0; bytes = read(body, BUFFER)) {
                    digest.update(bytes);
                    sink.write(bytes);
                    size += bytes.length;
                }
            }
            upload.commit();
            return new Taken(blob, box.seal(key, blob), size, HexFormat.of().formatHex(digest.digest()), head);
        } catch (IOException e) {
            log.warn("The upload to {} broke off: {}", blob, String.valueOf(e));
            throw new Problem.Unavailable("Files cannot be kept right now, and this one was not; try again in a moment.");
        }
    }

    private static byte[] read(InputStream body, int most) {
        try {
            return body.readNBytes(most);
        } catch (IOException e) {
            throw new Problem.Unreadable("The upload ended early; send the file again.");
        }
    }

    /** Writes a part of a file's content. */
    void give(FileStore.Kept kept, long from, long length, OutputStream out) throws IOException {
        var cipher = new BlobCipher(box.open(kept.sealedKey(), kept.blob()), kept.blob());
        try (var in = cipher.decrypt(blobs.open(kept.blob()))) {
            BlobCipher.copy(in, from, length, out);
        }
    }

    /** Forgets a blob; should that fail now, the orphans' sweep does it later. */
    void discard(String blob) {
        try {
            blobs.delete(blob);
        } catch (IOException e) {
            log.warn("The blob {} stays for now", blob, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
