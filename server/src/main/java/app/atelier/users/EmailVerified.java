package app.atelier.users;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import com.fasterxml.jackson.annotation.JsonIgnore;

/** A person proved that their address is theirs. */
public record EmailVerified(@JsonIgnore UUID person, String email) implements Event {

    public static final String TYPE = "email.verified";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "person", person, Audience.person(person));
    }
}
