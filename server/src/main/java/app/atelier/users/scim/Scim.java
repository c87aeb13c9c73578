package app.atelier.users.scim;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Words of the protocol, and how its JSON is read: attribute names in any case, unknown ones passed over. */
final class Scim {

    static final String JSON = "application/scim+json";
    static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    /** Results on a page: as many as asked for, up to so many. */
    static final int LARGEST_PAGE = 200;
    static final int PAGE = 100;

    private Scim() {
    }

    /** A member of an object, whatever the case of its name (RFC 7643 §2.1); null when it is absent or null. */
    static @Nullable JsonNode at(JsonNode object, String name) {
        for (var property : object.properties()) {
            if (property.getKey().equalsIgnoreCase(name)) {
                return property.getValue().isNull() ? null : property.getValue();
            }
        }
        return null;
    }

    /** @throws ScimError when it is no text, or longer */
    static @Nullable String text(@Nullable JsonNode value, String name, int longest) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw ScimError.invalidValue(name + " must be a text");
        }
        var text = value.asString().strip();
        if (text.length() > longest) {
            throw ScimError.invalidValue(name + " must have at most " + longest + " characters");
        }
        return text.isEmpty() ? null : text;
    }

    /** True or false, also as a text: Entra ID sends {@code "False"}. */
    static boolean flag(JsonNode value, String name) {
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        return switch (value.isString() ? value.asString().toLowerCase(Locale.ROOT) : "") {
            case "true" -> true;
            case "false" -> false;
            default -> throw ScimError.invalidValue(name + " must be true or false");
        };
    }

    /** Without the schema that may stand before it. */
    static String attribute(String path) {
        for (var schema : new String[] {USER, GROUP}) {
            if (path.regionMatches(true, 0, schema + ":", 0, schema.length() + 1)) {
                return path.substring(schema.length() + 1);
            }
        }
        return path;
    }

    static String etag(int version) {
        return "W/\"" + version + "\"";
    }

    /** @throws ScimError 412 when the header names another version */
    static void requireVersion(@Nullable String ifMatch, int version) {
        if (ifMatch != null && !ifMatch.equals("*") && !ifMatch.equals(etag(version)) && !ifMatch.equals("\"" + version + "\"")) {
            throw new ScimError(412, null, "It was changed meanwhile; it is at version " + etag(version));
        }
    }

    static Map<String, Object> meta(String type, Instant created, Instant changed, String location, int version) {
        return Map.of("resourceType", type, "created", created.toString(), "lastModified", changed.toString(),
                "location", location, "version", etag(version));
    }
}
