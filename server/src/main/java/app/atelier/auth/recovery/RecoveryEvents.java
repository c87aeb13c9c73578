package app.atelier.auth.recovery;

import java.time.Instant;
import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import com.fasterxml.jackson.annotation.JsonIgnore;

/** What happens to passwords, as the journal tells it to their person. */
final class RecoveryEvents {

    private RecoveryEvents() {
    }

    /** What the link of a reset is sealed for. */
    static String context(UUID reset) {
        return "auth.password_reset/" + reset;
    }

    /**
     * Somebody who entered this address forgot the password.
     *
     * @param sealedLink the address that sets a new one, sealed for {@link #context}: only the mail may carry it
     */
    record PasswordResetRequested(UUID resetId, @JsonIgnore UUID person, String email, String sealedLink, Instant expiresAt)
            implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("password.reset_requested", "password_reset", resetId, Audience.person(person));
        }
    }

    /** @param byLink whether it was forgotten and set anew by a mailed link */
    record PasswordChanged(@JsonIgnore UUID person, String email, boolean byLink) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("password.changed", "person", person, Audience.person(person));
        }
    }
}
