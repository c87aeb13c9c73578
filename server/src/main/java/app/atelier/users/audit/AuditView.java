package app.atelier.users.audit;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A row as it is told. */
record AuditView(long number, Instant at, @Nullable UUID actorId, @Nullable String actorName, String action, String subjectType,
        UUID subjectId, @Nullable String address, @Nullable JsonNode before, @Nullable JsonNode after) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static AuditView of(AuditEntry row) {
        return new AuditView(row.number(), row.at(), row.actorId(), row.actorName(), row.action(), row.subjectType(), row.subjectId(),
                row.address(), json(row.before()), json(row.after()));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : JSON.readTree(text);
    }
}
