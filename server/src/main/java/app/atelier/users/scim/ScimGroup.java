package app.atelier.users.scim;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A group as the identity provider keeps it; its members are users of this organization. */
record ScimGroup(UUID id, String displayName, @Nullable String externalId, List<UUID> members, Instant createdAt,
        Instant changedAt, int version) {

    Map<String, Object> json(String base, boolean withMembers) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schemas", List.of(Scim.GROUP));
        json.put("id", id);
        if (externalId != null) {
            json.put("externalId", externalId);
        }
        json.put("displayName", displayName);
        if (withMembers) {
            json.put("members", members.stream().map(m -> Map.of("value", m, "$ref", base + "/Users/" + m, "type", "User")).toList());
        }
        json.put("meta", Scim.meta("Group", createdAt, changedAt, base + "/Groups/" + id, version));
        return json;
    }
}
