package app.atelier.platform.journal;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One entry of the journal.
 *
 * @param seq       position in the organization, from 1, without gaps
 * @param actorId   who did it; null when the house itself did
 * @param service   the service that wrote it
 * @param audience  who may see it: {@link Audience}; null for the whole organization
 * @param requestId the request that caused it
 * @param trace     the span it was written in, as a {@code traceparent}
 * @param address   from where it was asked; null for what the house did by itself
 * @param data      what happened: the event's components
 */
public record JournalEntry(
        UUID organizationId,
        long seq,
        UUID id,
        Instant at,
        @Nullable UUID actorId,
        String service,
        String type,
        String subjectType,
        UUID subjectId,
        @Nullable String audience,
        @Nullable String requestId,
        @Nullable String trace,
        @Nullable String address,
        JsonNode data) {
}
