package app.atelier.users.audit;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;

import app.atelier.platform.secrets.Tokens;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row of the audit log.
 *
 * @param number     position in the organization's log, from 1, without gaps
 * @param seq        the journal entry it was made from
 * @param actorName  as it was then; null when the house itself did it
 * @param action     the journal entry's type, such as {@code member.changed}
 * @param address    from where it was asked
 * @param before     JSON of what was; null where nothing was
 * @param after      JSON of what is; null where nothing is
 */
record AuditEntry(UUID organizationId, long number, long seq, Instant at, @Nullable UUID actorId, @Nullable String actorName,
        String action, String subjectType, UUID subjectId, @Nullable String address, @Nullable String before,
        @Nullable String after) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** What stands before the first row. */
    static final byte[] BEGINNING = new byte[32];

    /** SHA-256 over the hash of the row before and this row as JSON, its fields in the order of their declaration. */
    byte[] hash(byte[] previous) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put("organizationId", organizationId.toString());
        row.put("number", number);
        row.put("seq", seq);
        row.put("at", at.toString());
        row.put("actorId", actorId == null ? null : actorId.toString());
        row.put("actorName", actorName);
        row.put("action", action);
        row.put("subjectType", subjectType);
        row.put("subjectId", subjectId.toString());
        row.put("address", address);
        row.put("before", before);
        row.put("after", after);
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(previous);
        bytes.writeBytes(JSON.writeValueAsBytes(row));
        return Tokens.sha256(bytes.toByteArray());
    }
}
