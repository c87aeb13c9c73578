package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A team has other people or another name now. */
public record TeamChanged(Team before, Team after) implements Event {

    public static final String TYPE = "team.changed";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "team", after.id(), Audience.ORGANIZATION);
    }
}
