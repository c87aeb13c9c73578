package app.atelier.users;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A person says that an address is theirs; the mail to it will show.
 *
 * @param change     whether it is to take the place of another
 * @param sealedLink the address that confirms it, sealed for {@link #context}: only the mail may carry it
 */
public record EmailConfirmationRequested(UUID confirmationId, @JsonIgnore UUID person, String email, boolean change,
        String sealedLink, Instant expiresAt) implements Event {

    public static final String TYPE = "email.confirmation_requested";

    /** What the link is sealed for. */
    public static String context(UUID confirmation) {
        return "users.email_confirmation/" + confirmation;
    }

    @Override
    public Envelope envelope() {
        return new Envelope(TYPE, "email_confirmation", confirmationId, Audience.person(person));
    }
}
