package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A team is gone, from its projects, too. */
public record TeamDeleted(Team team) implements Event {

    public static final String TYPE = "team.deleted";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "team", team.id(), Audience.ORGANIZATION);
    }
}
