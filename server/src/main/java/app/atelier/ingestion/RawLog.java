package app.atelier.ingestion;

import java.util.List;
import java.util.UUID;

import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * What other services may read of the accepted events. Whoever wants to be woken subscribes to the journal's wake-ups:
 * every committed batch with news sends one.
 */
@HttpExchange("/internal/ingestion")
public interface RawLog {

    /** The newest position of a stream. */
    record Head(UUID organization, String stream, long seq) {
    }

    /** Every stream of every organization. */
    @PostExchange("/heads")
    List<Head> heads();

    /** The streams of one organization, by name. */
    @PostExchange("/heads-of")
    List<Head> heads(UUID organization);

    /** Events after {@code seq} in order, at most {@code limit}; none before the last of them is ever missing. */
    @PostExchange("/after")
    List<RawEvent> after(UUID organization, String stream, long seq, int limit);
}
