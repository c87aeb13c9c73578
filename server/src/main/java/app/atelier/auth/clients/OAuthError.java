package app.atelier.auth.clients;

/** What a client is told when it gets no token (RFC 6749 §5.2). */
final class OAuthError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String code;

    OAuthError(String code, String description) {
        super(description, null, false, false);
        this.code = code;
    }

    static OAuthError invalidGrant(String description) {
        return new OAuthError("invalid_grant", description);
    }

    static OAuthError invalidRequest(String description) {
        return new OAuthError("invalid_request", description);
    }

    static OAuthError invalidClient() {
        return new OAuthError("invalid_client", "No such client, or its secret is wrong or missing.");
    }

    /** {@code invalid_grant} and the like. */
    String code() {
        return code;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
