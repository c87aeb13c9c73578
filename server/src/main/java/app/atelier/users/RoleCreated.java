package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** The organization made a role of permissions. */
public record RoleCreated(CustomRole role) implements Event {

    public static final String TYPE = "role.created";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "role", role.id(), Audience.ORGANIZATION);
    }
}
