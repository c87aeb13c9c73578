package app.atelier.users;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import com.fasterxml.jackson.annotation.JsonIgnore;

/** A person has another e-mail address, and proved that it is theirs. */
public record EmailChanged(@JsonIgnore UUID person, Email before, Email after) implements Event {

    public static final String TYPE = "email.changed";

    /** An address, before or after. */
    public record Email(String email) {
    }

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "person", person, Audience.person(person));
    }
}
