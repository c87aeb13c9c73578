package app.atelier.users;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A custom role gives something else now, or has another name; those who have it are told by their ids. */
public record RoleChanged(CustomRole before, CustomRole after, List<UUID> personIds) implements Event {

    public static final String TYPE = "role.changed";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "role", after.id(), Audience.ORGANIZATION);
    }
}
