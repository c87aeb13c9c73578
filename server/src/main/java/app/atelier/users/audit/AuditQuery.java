package app.atelier.users.audit;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is looked for in the audit log; null means anything.
 *
 * @param action a type such as {@code member.changed}, or the family {@code member}
 * @param from   not before
 * @param to     before
 */
record AuditQuery(@Nullable String action, @Nullable UUID actorId, @Nullable String subjectType, @Nullable UUID subjectId,
        @Nullable Instant from, @Nullable Instant to) {
}
