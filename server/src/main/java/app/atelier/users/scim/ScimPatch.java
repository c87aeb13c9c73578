package app.atelier.users.scim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The operations of a PATCH (RFC 7644 §3.5.2), taken apart into single attributes: an operation without a path is one
 * for each member of its value, which Okta and Entra ID like to send.
 */
record ScimPatch(List<Change> changes) {

    private static final int MOST = 1_000;

    enum Operation { ADD, REPLACE, REMOVE }

    /**
     * @param path  the attribute, without its schema; with what chooses among several values
     * @param value null when there is none
     */
    record Change(Operation operation, String path, @Nullable JsonNode value) {

        /** The path in lower case, without spaces, as paths are compared. */
        String plain() {
            return path.toLowerCase(Locale.ROOT).replace(" ", "");
        }
    }

    /** @throws ScimError invalidSyntax, invalidPath */
    static ScimPatch of(JsonNode body) {
        var operations = body.isObject() ? Scim.at(body, "Operations") : null;
        if (operations == null || !operations.isArray() || operations.size() > MOST) {
            throw new ScimError(400, "invalidSyntax", "Operations must be a list of at most " + MOST);
        }
        var changes = new ArrayList<Change>();
        operations.forEach(operation -> read(operation, changes));
        return new ScimPatch(List.copyOf(changes));
    }

    private static void read(JsonNode operation, List<Change> changes) {
        var kind = kind(operation.isObject() ? Scim.at(operation, "op") : null);
        var path = Scim.at(operation, "path");
        var value = Scim.at(operation, "value");
        if (path != null && path.isString() && !path.asString().isBlank()) {
            changes.add(new Change(kind, Scim.attribute(path.asString().strip()), value));
        } else if (kind == Operation.REMOVE) {
            throw new ScimError(400, "noTarget", "remove needs a path");
        } else if (value != null && value.isObject()) {
            value.properties().forEach(member -> changes.add(new Change(kind, Scim.attribute(member.getKey()), member.getValue())));
        } else {
            throw new ScimError(400, "invalidSyntax", "An operation without a path needs an object as its value");
        }
    }

    private static Operation kind(@Nullable JsonNode op) {
        return switch (op == null ? "" : op.asString("").toLowerCase(Locale.ROOT)) {
            case "add" -> Operation.ADD;
            case "replace" -> Operation.REPLACE;
            case "remove" -> Operation.REMOVE;
            default -> throw new ScimError(400, "invalidSyntax", "op must be add, replace or remove");
        };
    }
}
