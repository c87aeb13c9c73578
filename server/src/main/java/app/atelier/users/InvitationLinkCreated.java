package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** There is a new link by which people may join; its secret is not told. */
public record InvitationLinkCreated(InvitationLink link) implements Event {

    public static final String TYPE = "invitation.link_created";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "invitation", link.id(), Audience.ADMINS);
    }
}
