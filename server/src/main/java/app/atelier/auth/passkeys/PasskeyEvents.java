package app.atelier.auth.passkeys;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import com.fasterxml.jackson.annotation.JsonIgnore;

/** What happens to passkeys, as the journal tells it to their person. */
final class PasskeyEvents {

    private PasskeyEvents() {
    }

    record PasskeyAdded(UUID passkeyId, @JsonIgnore UUID person, String name) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("passkey.added", "passkey", passkeyId, Audience.person(person));
        }
    }

    record Named(String name) {
    }

    record PasskeyRenamed(UUID passkeyId, @JsonIgnore UUID person, Named before, Named after) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("passkey.renamed", "passkey", passkeyId, Audience.person(person));
        }
    }

    record PasskeyRemoved(UUID passkeyId, @JsonIgnore UUID person, String name) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("passkey.removed", "passkey", passkeyId, Audience.person(person));
        }
    }
}
