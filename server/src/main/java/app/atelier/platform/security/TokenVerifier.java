package app.atelier.platform.security;

import java.time.Instant;

/** Proves an access token. */
@FunctionalInterface
public interface TokenVerifier {

    /** @throws InvalidToken when it is malformed, expired, not ours, or signed by nobody we know */
    Verified verify(String token);

    /**
     * A proven token.
     *
     * @param expiresAt until when it is good
     * @param issuedAt  since when; what {@link Revocations} marks later than that kills it
     */
    record Verified(Caller caller, Instant expiresAt, Instant issuedAt) {

        /** One that is looked up each time, and so proven anew just now. */
        public Verified(Caller caller, Instant expiresAt) {
            this(caller, expiresAt, Instant.now());
        }
    }

    /** A token that proves nothing; the message is for the log, not for the bearer. */
    final class InvalidToken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public InvalidToken(String message) {
            super(message, null, false, false);
        }
    }
}
