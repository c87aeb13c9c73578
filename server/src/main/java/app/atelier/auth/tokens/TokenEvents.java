package app.atelier.auth.tokens;

import java.util.UUID;

import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;

/** What happens to API tokens, as the journal tells it. Secrets are not in it. */
final class TokenEvents {

    private TokenEvents() {
    }

    /** A token was made. */
    record TokenCreated(ApiToken token) implements Event {

        static final String TYPE = "token.created";

        @Override
        public Envelope envelope() {
            return envelopeOf(TYPE, token);
        }
    }

    /** A token works no more. */
    record TokenEnded(ApiToken token, String reason) implements Event {

        static final String TYPE = "token.ended";

        @Override
        public Envelope envelope() {
            return envelopeOf(TYPE, token);
        }
    }

    private static Event.Envelope envelopeOf(String type, ApiToken token) {
        return new Event.Envelope(type, "token", token.id(), audience(token.kind(), token.personId()));
    }

    private static String audience(TokenKind kind, UUID person) {
        return kind == TokenKind.PERSONAL ? Audience.person(person) : Audience.ADMINS;
    }
}
