package app.atelier.users.scim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import app.atelier.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * A person as the identity provider sees them.
 *
 * @param said   what it wrote of them, or where it wrote nothing, what they are here
 * @param active whether they are a member now
 * @param made   whether provisioning made the person
 * @param role   what they are, or will be when they come back; with a custom role, if they have one
 * @param version 0 while the provider wrote nothing
 */
record ScimUser(UUID id, ScimUserDraft said, boolean active, boolean made, Role role, @Nullable UUID customRole, Instant createdAt, Instant changedAt,
        int version) {

    Map<String, Object> json(String base) {
        var json = new LinkedHashMap<String, Object>();
        json.put("schemas", List.of(Scim.USER));
        json.put("id", id);
        put(json, "externalId", said.externalId());
        json.put("userName", said.userName());
        var name = new LinkedHashMap<String, Object>();
        put(name, "givenName", said.givenName());
        put(name, "familyName", said.familyName());
        put(name, "formatted", formatted());
        if (!name.isEmpty()) {
            json.put("name", name);
        }
        put(json, "displayName", said.displayName() == null ? formatted() : said.displayName());
        json.put("active", active);
        json.put("emails", List.of(Map.of("value", said.email(), "type", "work", "primary", true)));
        json.put("meta", Scim.meta("User", createdAt, changedAt, base + "/Users/" + id, version));
        return json;
    }

    private @Nullable String formatted() {
        var parts = new ArrayList<String>();
        if (said.givenName() != null) {
            parts.add(said.givenName());
        }
        if (said.familyName() != null) {
            parts.add(said.familyName());
        }
        return parts.isEmpty() ? null : String.join(" ", parts);
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
