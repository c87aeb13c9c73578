package app.atelier.platform.db;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.github.f4b6a3.uuid.UuidCreator;

/** Identifiers: UUID version 7 (RFC 9562), which sort by the time they were made. */
public final class Ids {

    private Ids() {
    }

    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** The same id for the same words, for things that must be made once however often they are asked for. */
    public static UUID named(String... words) {
        return UUID.nameUUIDFromBytes(String.join("/", words).getBytes(StandardCharsets.UTF_8));
    }
}
