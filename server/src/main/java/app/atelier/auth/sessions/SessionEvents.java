package app.atelier.auth.sessions;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/** What happens to sessions, as the journal tells it to their person. */
final class SessionEvents {

    private SessionEvents() {
    }

    /** @param method by what the person proved who they are: {@code password}, {@code password and code}, {@code passkey} … */
    record SessionOpened(UUID sessionId, @JsonIgnore UUID person, String device, @Nullable String address, String method)
            implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("session.opened", "session", sessionId, Audience.person(person));
        }
    }

    record SessionEnded(UUID sessionId, @JsonIgnore UUID person, String device, @Nullable String address, String reason)
            implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope("session.ended", "session", sessionId, Audience.person(person));
        }
    }
}
