package app.atelier.ingestion;

import java.time.Instant;

import tools.jackson.databind.JsonNode;

/**
 * An accepted event, as it came.
 *
 * @param seq  position in its stream, from 1, without gaps
 * @param id   the sender's, once in its stream
 * @param at   when it happened, as the sender says; not before 1990 and at most a day in the future
 * @param data an object of at most 64 KB
 */
public record RawEvent(String stream, long seq, String id, String type, Instant at, JsonNode data) {
}
