package app.atelier.users.exports;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

import app.atelier.platform.secrets.SecretBox;
import app.atelier.platform.web.Problem;
import org.springframework.stereotype.Component;

/** Links that download one export for a quarter of an hour, by the browser itself, which sends no token. */
@Component
class ExportLinks {

    private static final Duration GOOD_FOR = Duration.ofMinutes(15);
    private static final String CONTEXT = "users.export.link";
    private static final int LONGEST = 200;
    private static final int BYTES = 5 * Long.BYTES;

    private final SecretBox box;

    ExportLinks(SecretBox box) {
        this.box = box;
    }

    record Link(String token, Instant expiresAt) {
    }

    /** What a link opens. */
    record Opens(UUID organization, UUID export) {
    }

    Link to(UUID organization, UUID export) {
        var until = Instant.now().plus(GOOD_FOR).truncatedTo(ChronoUnit.SECONDS);
        var note = ByteBuffer.allocate(BYTES)
                .putLong(organization.getMostSignificantBits()).putLong(organization.getLeastSignificantBits())
                .putLong(export.getMostSignificantBits()).putLong(export.getLeastSignificantBits())
                .putLong(until.getEpochSecond());
        return new Link(Base64.getUrlEncoder().withoutPadding().encodeToString(box.seal(note.array(), CONTEXT)), until);
    }

    /** @throws Problem.NotFound when the link is not ours or has expired */
    Opens open(String token, Instant now) {
        try {
            if (token.length() <= LONGEST) {
                var note = ByteBuffer.wrap(box.open(Base64.getUrlDecoder().decode(token), CONTEXT));
                if (note.remaining() == BYTES) {
                    var opens = new Opens(new UUID(note.getLong(), note.getLong()), new UUID(note.getLong(), note.getLong()));
                    if (Instant.ofEpochSecond(note.getLong()).isAfter(now)) {
                        return opens;
                    }
                }
            }
        } catch (IllegalArgumentException | IllegalStateException e) {
            // Made up or altered: the same answer as for an old one.
        }
        throw new Problem.NotFound("This link has expired; get a new one in the settings.");
    }
}
