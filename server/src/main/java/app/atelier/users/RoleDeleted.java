package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A custom role is gone; nobody had it any more. */
public record RoleDeleted(CustomRole role) implements Event {

    public static final String TYPE = "role.deleted";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "role", role.id(), Audience.ORGANIZATION);
    }
}
