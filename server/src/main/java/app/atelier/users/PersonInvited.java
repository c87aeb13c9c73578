package app.atelier.users;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.security.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was invited by e-mail. Only the person who invited may see the entry: it carries the link, which the
 * mail must carry too.
 *
 * @param link the address that accepts the invitation
 */
public record PersonInvited(UUID invitationId, String email, Role role, String organizationName, String invitedByName,
        UUID invitedBy, String link, Instant expiresAt) implements Event {

    public static final String TYPE = "person.invited";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Subject subject() {
        return new Subject("invitation", invitationId);
    }

    @Override
    public @Nullable String audience() {
        return Audience.person(invitedBy);
    }
}
