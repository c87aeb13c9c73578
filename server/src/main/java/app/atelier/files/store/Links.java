package app.atelier.files.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.web.Problem;
import org.springframework.stereotype.Component;

/**
 * Links that open one file for a few minutes, for downloads by the browser itself, which sends no token. The link
 * is a sealed note of which file and until when; nobody can make or change one without the master key.
 */
@Component
class Links {

    private static final Duration GOOD_FOR = Duration.ofMinutes(5);
    private static final String CONTEXT = "files.link";
    private static final int LONGEST = 200;
    private static final int BYTES = 4 * Long.BYTES + Long.BYTES;

    private final SecretBox box;
    private final Db db;
    private final FileStore store;

    Links(SecretBox box, Db db, FileStore store) {
        this.box = box;
        this.db = db;
        this.store = store;
    }

    record Link(String token, Instant expiresAt) {
    }

    Link to(UUID organization, UUID file) {
        var until = Instant.now().plus(GOOD_FOR).truncatedTo(ChronoUnit.SECONDS);
        var note = ByteBuffer.allocate(BYTES)
                .putLong(organization.getMostSignificantBits()).putLong(organization.getLeastSignificantBits())
                .putLong(file.getMostSignificantBits()).putLong(file.getLeastSignificantBits())
                .putLong(until.getEpochSecond());
        return new Link(Base64.getUrlEncoder().withoutPadding().encodeToString(box.seal(note.array(), CONTEXT)), until);
    }

    /** @throws Problem.NotFound when the link is not ours, has expired, or the file is gone */
    FileStore.Kept open(String token) {
        return open(token, Instant.now());
    }

    FileStore.Kept open(String token, Instant now) {
        var note = note(token);
        var organization = new UUID(note.getLong(), note.getLong());
        var file = new UUID(note.getLong(), note.getLong());
        if (Instant.ofEpochSecond(note.getLong()).isBefore(now)) {
            throw gone();
        }
        return db.in(organization, tx -> store.find(tx, file)).orElseThrow(Links::gone);
    }

    private ByteBuffer note(String token) {
        try {
            if (token.length() <= LONGEST) {
                var note = box.open(Base64.getUrlDecoder().decode(token), CONTEXT);
                if (note.length == BYTES) {
                    return ByteBuffer.wrap(note);
                }
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Made up or altered: the same answer as for an old one.
        }
        throw gone();
    }

    private static Problem gone() {
        return new Problem.NotFound("This link has expired or its file is gone; open the file in Atelier again.");
    }
}
