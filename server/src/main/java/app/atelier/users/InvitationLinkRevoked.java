package app.atelier.users;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** A link by which people could join works no more. */
public record InvitationLinkRevoked(InvitationLink link) implements Event {

    public static final String TYPE = "invitation.link_revoked";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "invitation", link.id(), Audience.ADMINS);
    }
}
