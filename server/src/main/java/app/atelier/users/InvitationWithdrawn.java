package app.atelier.users;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.security.Role;

/** Somebody who was invited by e-mail may not join any more. */
public record InvitationWithdrawn(UUID invitationId, String email, Role role) implements Event {

    public static final String TYPE = "invitation.withdrawn";

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "invitation", invitationId, Audience.ADMINS);
    }
}
