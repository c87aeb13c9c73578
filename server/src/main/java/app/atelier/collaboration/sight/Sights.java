package app.atelier.collaboration.sight;

import java.util.Set;

import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Role;
import app.atelier.projects.ProjectAccess;
import org.springframework.stereotype.Component;

/** Finds out what a caller sees. */
@Component
public class Sights {

    private final ProjectAccess projects;

    Sights(ProjectAccess projects) {
        this.projects = projects;
    }

    public Sight of(Caller caller) {
        return new Sight(caller, caller.role().atLeast(Role.MEMBER) ? Set.of() : projects.guestProjects(caller));
    }
}
