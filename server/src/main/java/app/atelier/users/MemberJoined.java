package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import org.jspecify.annotations.Nullable;

/** A person belongs to the organization now. */
public record MemberJoined(Member member) implements Event {

    public static final String TYPE = "member.joined";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Subject subject() {
        return new Subject("person", member.id());
    }

    @Override
    public @Nullable String audience() {
        return Audience.ORGANIZATION;
    }
}
