package app.atelier.collaboration.sight;

import java.util.Set;
import java.util.UUID;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.projects.ProjectAccess;
import app.atelier.projects.ProjectAccess.Seen;
import org.springframework.stereotype.Component;

/** Finds out what a caller sees. */
@Component
public class Sights {

    private final ProjectAccess projects;

    Sights(ProjectAccess projects) {
        this.projects = projects;
    }

    public Sight of(Caller caller) {
        return new Sight(caller, projects.seen(caller));
    }

    /** The projects that are closed to those who are not in them. */
    public Set<UUID> restricted(UUID organization) {
        return projects.restricted(organization);
    }

    /** What needs no asking: with nothing restricted in their way, whoever sees projects sees all of them. */
    public static boolean areAllFor(Caller caller, Set<UUID> restricted) {
        return caller.may(Permission.WORK_READ) && (caller.entersRestricted() || restricted.isEmpty());
    }

    /** The sight of somebody for whom {@link #areAllFor all projects are}. */
    public static Sight ofAll(Caller caller) {
        return new Sight(caller, Seen.ALL);
    }
}
