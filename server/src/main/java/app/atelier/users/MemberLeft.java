package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A person no longer belongs to the organization. */
public record MemberLeft(Member member) implements Event {

    public static final String TYPE = "member.left";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "person", member.id(), Audience.ORGANIZATION);
    }
}
