package app.atelier.cli;

import java.time.Instant;
import java.util.Map;

/**
 * One event as {@code POST /v1/ingestion/streams/…/events} takes it.
 *
 * @param id   the same for the same event every time it is sent, so that sending a file again changes nothing
 * @param type {@code order.purchased}, {@code order.approved} …
 */
record OrderEvent(String id, String type, Instant at, Map<String, Object> data) {
}
