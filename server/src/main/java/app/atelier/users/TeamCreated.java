package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** There is a new team. */
public record TeamCreated(Team team) implements Event {

    public static final String TYPE = "team.created";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "team", team.id(), Audience.ORGANIZATION);
    }
}
