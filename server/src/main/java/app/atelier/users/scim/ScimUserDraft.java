package app.atelier.users.scim;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an identity provider says of a person. Roles and everything else it may send are passed over: what somebody may
 * do is decided here.
 */
record ScimUserDraft(String userName, @Nullable String externalId, String email, @Nullable String givenName,
        @Nullable String familyName, @Nullable String displayName) {

    private static final int LONGEST = 255;
    private static final int LONGEST_NAME = 100;
    private static final String EMAIL = "[^\\s@<>\"]+@[^\\s@<>\"]+";
    private static final Set<String> NAMES = Set.of("name.givenname", "name.familyname", "displayname", "externalid");

    ScimUserDraft {
        if (!email.matches(EMAIL)) {
            throw ScimError.invalidValue("emails must hold an e-mail address, or userName must be one");
        }
    }

    /** A draft with whether the person is to be active. */
    record Wanted(ScimUserDraft said, boolean active) {
    }

    /**
     * A whole resource, to create or to replace one.
     *
     * @param before what there is; null for a new one
     */
    static Wanted of(JsonNode body, @Nullable ScimUser before) {
        if (!body.isObject()) {
            throw new ScimError(400, "invalidSyntax", "The body must be a JSON object");
        }
        var userName = Scim.text(Scim.at(body, "userName"), "userName", LONGEST);
        if (userName == null) {
            throw ScimError.invalidValue("userName must not be empty");
        }
        var emails = Scim.at(body, "emails");
        var email = emails == null ? null : email(emails);
        var known = before != null && !userName.contains("@") ? before.said().email() : userName;
        var name = Scim.at(body, "name");
        var named = name != null && name.isObject() ? name : tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        var active = Scim.at(body, "active");
        return new Wanted(new ScimUserDraft(userName, Scim.text(Scim.at(body, "externalId"), "externalId", LONGEST),
                (email == null ? known : email).toLowerCase(Locale.ROOT),
                Scim.text(Scim.at(named, "givenName"), "name.givenName", LONGEST_NAME),
                Scim.text(Scim.at(named, "familyName"), "name.familyName", LONGEST_NAME),
                Scim.text(Scim.at(body, "displayName"), "displayName", LONGEST)),
                active == null || Scim.flag(active, "active"));
    }

    /** What is wanted once the changes are made to what there is. */
    static Wanted of(ScimPatch patch, ScimUser before) {
        var wanted = new Wanted(before.said(), before.active());
        for (var change : patch.changes()) {
            wanted = wanted.said().with(change, wanted.active());
        }
        return wanted;
    }

    private Wanted with(ScimPatch.Change change, boolean active) {
        var value = change.operation() == ScimPatch.Operation.REMOVE ? null : change.value();
        var path = change.plain();
        if (value == null || value.isNull()) {
            return new Wanted(NAMES.contains(path) ? with(path, null) : this, active);
        }
        return switch (path) {
            case "active" -> new Wanted(this, Scim.flag(value, "active"));
            case "name" -> {
                var named = this;
                for (var part : value.properties()) {
                    named = named.with("name." + part.getKey().toLowerCase(Locale.ROOT), part.getValue());
                }
                yield new Wanted(named, active);
            }
            default -> new Wanted(with(path, value), active);
        };
    }

    private ScimUserDraft with(String path, @Nullable JsonNode value) {
        return switch (path) {
            case "username" -> {
                var text = Scim.text(value, "userName", LONGEST);
                if (text == null) {
                    throw ScimError.invalidValue("userName must not be empty");
                }
                yield new ScimUserDraft(text, externalId, email, givenName, familyName, displayName);
            }
            case "externalid" -> new ScimUserDraft(userName, Scim.text(value, "externalId", LONGEST), email, givenName, familyName, displayName);
            case "name.givenname" -> new ScimUserDraft(userName, externalId, email, Scim.text(value, path, LONGEST_NAME), familyName, displayName);
            case "name.familyname" -> new ScimUserDraft(userName, externalId, email, givenName, Scim.text(value, path, LONGEST_NAME), displayName);
            case "displayname" -> new ScimUserDraft(userName, externalId, email, givenName, familyName, Scim.text(value, "displayName", LONGEST));
            default -> {
                var mail = path.equals("emails") || path.matches("emails(\\[(type|primary)eq[^\\]]*])?(\\.value)?") ? email(value) : null;
                yield mail == null ? this
                        : new ScimUserDraft(userName, externalId, mail.toLowerCase(Locale.ROOT), givenName, familyName, displayName);
            }
        };
    }

    /** The primary address, else that of work, else the first; null when there is none. */
    private static @Nullable String email(@Nullable JsonNode value) {
        if (value == null || value.isString()) {
            return Scim.text(value, "emails", LONGEST);
        }
        if (value.isObject()) {
            return Scim.text(Scim.at(value, "value"), "emails.value", LONGEST);
        }
        JsonNode best = null;
        var bestRank = -1;
        for (var one : value) {
            var rank = one.isObject() ? rank(one) : -1;
            if (rank > bestRank) {
                best = one;
                bestRank = rank;
            }
        }
        return best == null ? null : Scim.text(Scim.at(best, "value"), "emails.value", LONGEST);
    }

    private static int rank(JsonNode email) {
        var primary = Scim.at(email, "primary");
        var type = Scim.at(email, "type");
        return primary != null && Scim.flag(primary, "emails.primary") ? 2 : type != null && type.asString("").equalsIgnoreCase("work") ? 1 : 0;
    }

    /** A first name for people; never empty. */
    String firstName() {
        if (givenName != null) {
            return givenName;
        }
        var shown = displayName == null ? email.substring(0, email.indexOf('@')) : displayName.split(" ", 2)[0];
        return shown.length() > LONGEST_NAME ? shown.substring(0, LONGEST_NAME) : shown;
    }

    /** A last name; may be empty. */
    String lastName() {
        if (familyName != null) {
            return familyName;
        }
        var rest = givenName == null && displayName != null && displayName.contains(" ") ? displayName.split(" ", 2)[1] : "";
        return rest.length() > LONGEST_NAME ? rest.substring(0, LONGEST_NAME) : rest;
    }
}
