package app.atelier.users.scim;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What an identity provider is told when something cannot be done (RFC 7644 §3.12). */
final class ScimError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final int status;
    private final @Nullable String type;

    /** @param type one of the RFC's detail words; null where it has none */
    ScimError(int status, @Nullable String type, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
    }

    static ScimError invalidValue(String detail) {
        return new ScimError(400, "invalidValue", detail);
    }

    static ScimError uniqueness(String detail) {
        return new ScimError(409, "uniqueness", detail);
    }

    static ScimError notFound(String what, UUID id) {
        return new ScimError(404, null, "There is no " + what + " " + id);
    }

    int status() {
        return status;
    }

    @Nullable String type() {
        return type;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
