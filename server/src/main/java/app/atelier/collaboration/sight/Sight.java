package app.atelier.collaboration.sight;

import java.util.Map;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Role;
import app.atelier.projects.ProjectAccess.Seen;
import org.jspecify.annotations.Nullable;

/**
 * What one caller sees of the journal at one moment.
 *
 * @param projects the projects they see
 */
public record Sight(Caller caller, Seen projects) {

    /** What entries need that are for the whole organization, by how their types begin; the others are for its members. */
    public static final Map<String, Permission> NEEDED = Map.of(
            "product.", Permission.CATALOG_READ,
            "stock.", Permission.CATALOG_READ,
            "order.", Permission.ORDERS_READ,
            "template.", Permission.PROJECTS_CREATE);

    private static final String PROJECT = "project:";

    /** Whether an entry of this type and for this audience is for the caller. An audience nobody knows is for nobody. */
    public boolean sees(String type, @Nullable String audience) {
        if (audience == null) {
            var needed = NEEDED.get(type.substring(0, type.indexOf('.') + 1));
            return needed == null ? isMember() : caller.may(needed);
        }
        if (audience.equals(Audience.ADMINS)) {
            return caller.may(Permission.MEMBERS_MANAGE) || caller.may(Permission.AUDIT_READ);
        }
        if (audience.startsWith(PROJECT)) {
            return projects.has(UUID.fromString(audience.substring(PROJECT.length())));
        }
        return audience.equals(Audience.person(caller.person())) && caller.may(Permission.SELF);
    }

    /** Whether they see what happens in the organization itself: who comes and goes. */
    public boolean isMember() {
        return caller.role().atLeast(Role.MEMBER) && caller.may(Permission.ORGANIZATION_READ);
    }
}
