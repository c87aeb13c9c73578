package app.atelier.notifications.notices;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Something one person is told.
 *
 * @param link    a path of the client
 * @param actorId who caused it; null when the house did
 */
record Notice(UUID id, NoticeType type, String title, String body, String link, @Nullable UUID actorId, Instant createdAt,
        @Nullable Instant readAt) {
}
