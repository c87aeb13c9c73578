package app.atelier.users.audit;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import app.atelier.platform.journal.JournalEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What of the journal belongs into the audit log, and in what form. Work on tasks stays in the activity feed. */
final class Audited {

    /** Beginnings of types, each with all that comes after its dot, and what they are about. */
    static final Map<String, String> FAMILIES = families();
    /** Single types of families that otherwise are work. */
    static final Set<String> TYPES = Set.of("project.deleted", "project.restored", "trash.emptied");

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** None should be in the journal, sealed ones apart; none gets from there into the log. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(secret|password|token|sealed|hash|seal|(api|private|data)_?key)(link)?$");

    private Audited() {
    }

    private static Map<String, String> families() {
        var rows = new LinkedHashMap<String, String>();
        rows.put("organization", "the organization: made, renamed, handed over, to be deleted, exported");
        rows.put("person", "people: registered, invited");
        rows.put("member", "members: joined, left, another role");
        rows.put("invitation", "invitations and links");
        rows.put("team", "teams and who is in them");
        rows.put("role", "custom roles");
        rows.put("session", "sign-ins, sign-outs and sessions ended by others");
        rows.put("credential", "credentials as a whole");
        rows.put("password", "passwords: changed, reset");
        rows.put("passkey", "passkeys");
        rows.put("totp", "codes of an authenticator");
        rows.put("mfa", "the second factor as a whole");
        rows.put("recovery", "recovery codes");
        rows.put("email", "addresses: verified, changed");
        rows.put("token", "API tokens");
        rows.put("api_client", "clients of other makers");
        rows.put("grant", "what people let those clients do");
        rows.put("sso", "single sign-on");
        rows.put("identity", "identities at other providers");
        rows.put("scim", "provisioning by a directory");
        rows.put("webhook", "outgoing webhooks");
        rows.put("key", "signing and master keys");
        rows.put("audit", "exports of this log");
        return Map.copyOf(rows);
    }

    /** A journal entry as a row, less its number. */
    static AuditEntry row(JournalEntry entry, long number, @Nullable String actorName) {
        var data = entry.data();
        var before = data.get("before");
        var hasBoth = before != null || data.has("after");
        return new AuditEntry(entry.organizationId(), number, entry.seq(), entry.at(), entry.actorId(), actorName, entry.type(),
                entry.subjectType(), entry.subjectId(), entry.address(), text(before), text(hasBoth ? after(data) : data));
    }

    /** What else the entry tells stands beside what changed. */
    private static JsonNode after(JsonNode data) {
        var after = data.path("after");
        var whole = after.isObject() ? ((ObjectNode) after).deepCopy() : JSON.createObjectNode();
        data.properties().forEach(field -> {
            if (!field.getKey().equals("before") && !field.getKey().equals("after") && !whole.has(field.getKey())) {
                whole.set(field.getKey(), field.getValue());
            }
        });
        return whole;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : JSON.writeValueAsString(clean(node.deepCopy()));
    }

    private static JsonNode clean(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
            while (fields.hasNext()) {
                var field = fields.next();
                if (field.getValue().isString() && SECRET.matcher(field.getKey()).matches()) {
                    fields.remove();
                } else {
                    clean(field.getValue());
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(Audited::clean);
        }
        return node;
    }
}
