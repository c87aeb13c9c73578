package app.atelier.platform.security;

/** Proves an access token. */
@FunctionalInterface
public interface TokenVerifier {

    /** @throws InvalidToken when it is malformed, expired, not ours, or signed by nobody we know */
    Verified verify(String token);

    /** A proven token: its bearer, and until when it is good. */
    record Verified(Caller caller, java.time.Instant expiresAt) {
    }

    /** A token that proves nothing; the message is for the log, not for the bearer. */
    final class InvalidToken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public InvalidToken(String message) {
            super(message, null, false, false);
        }
    }
}
