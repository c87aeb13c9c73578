package app.atelier.auth.mfa;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import com.fasterxml.jackson.annotation.JsonIgnore;

/** What happens to somebody's second step, as the journal tells it to them. */
final class MfaEvents {

    private MfaEvents() {
    }

    private static Event.Envelope envelope(String type, UUID person) {
        return new Event.Envelope(type, "person", person, Audience.person(person));
    }

    record TotpEnabled(@JsonIgnore UUID person) implements Event {

        @Override
        public Envelope envelope() {
            return MfaEvents.envelope("totp.enabled", person);
        }
    }

    record TotpDisabled(@JsonIgnore UUID person) implements Event {

        @Override
        public Envelope envelope() {
            return MfaEvents.envelope("totp.disabled", person);
        }
    }

    record RecoveryCodesMade(@JsonIgnore UUID person, int codes) implements Event {

        @Override
        public Envelope envelope() {
            return MfaEvents.envelope("recovery.codes_made", person);
        }
    }

    /** @param left how many are still good */
    record RecoveryCodeUsed(@JsonIgnore UUID person, int left) implements Event {

        @Override
        public Envelope envelope() {
            return MfaEvents.envelope("recovery.code_used", person);
        }
    }
}
