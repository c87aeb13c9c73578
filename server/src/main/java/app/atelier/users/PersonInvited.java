package app.atelier.users;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.security.Role;

/**
 * Somebody was invited by e-mail. Only the person who invited may see the entry.
 *
 * @param sealedLink the address that accepts the invitation, sealed for {@link #context}: the mail must carry it, and
 *                   nobody else who reads the journal may
 */
public record PersonInvited(UUID invitationId, String email, Role role, String organizationName, String invitedByName,
        UUID invitedBy, String sealedLink, Instant expiresAt) implements Event {

    public static final String TYPE = "person.invited";

    /** What the link is sealed for. */
    public static String context(UUID invitationId) {
        return "users.invitation/" + invitationId;
    }

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "invitation", invitationId, Audience.person(invitedBy));
    }
}
