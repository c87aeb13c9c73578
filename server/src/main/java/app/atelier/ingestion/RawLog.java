package app.atelier.ingestion;

import java.util.List;
import java.util.UUID;

/**
 * What other services may read of the accepted events. Whoever wants to be woken subscribes to the journal's wake-ups:
 * every committed batch with news sends one.
 */
public interface RawLog {

    /** The newest position of a stream. */
    record Head(UUID organization, String stream, long seq) {
    }

    /** Every stream of every organization. */
    List<Head> heads();

    /** The streams of one organization, by name. */
    List<Head> heads(UUID organization);

    /** Events after {@code seq} in order, at most {@code limit}; none before the last of them is ever missing. */
    List<RawEvent> after(UUID organization, String stream, long seq, int limit);
}
