package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A member has another role or another name now. */
public record MemberChanged(Member before, Member after) implements Event {

    public static final String TYPE = "member.changed";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "person", after.id(), Audience.ORGANIZATION);
    }
}
