package app.atelier.collaboration.sight;

import java.util.Set;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * What one caller sees of the journal at one moment.
 *
 * @param guestProjects where a guest belongs; members and up see every project and need no list
 */
public record Sight(Caller caller, Set<UUID> guestProjects) {

    private static final String PROJECT = "project:";

    /** Whether an entry for this audience is for the caller. An audience nobody knows is for nobody. */
    public boolean sees(@Nullable String audience) {
        if (audience == null) {
            return isMember();
        }
        if (audience.equals(Audience.ADMINS)) {
            return caller.may(Permission.MEMBERS_MANAGE) || caller.may(Permission.AUDIT_READ);
        }
        if (audience.startsWith(PROJECT)) {
            return isMember() || guestProjects.contains(UUID.fromString(audience.substring(PROJECT.length())));
        }
        return audience.equals(Audience.person(caller.person()));
    }

    /** A member or more, who sees what the whole organization sees. */
    public boolean isMember() {
        return caller.role().atLeast(Role.MEMBER);
    }
}
