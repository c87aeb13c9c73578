package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A person belongs to the organization now. */
public record MemberJoined(Member member) implements Event {

    public static final String TYPE = "member.joined";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "person", member.id(), Audience.ORGANIZATION);
    }
}
