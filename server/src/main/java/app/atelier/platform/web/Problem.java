package app.atelier.platform.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What can go wrong with a request, as problem+json tells it (RFC 9457). The {@code slug} ends the stable
 * {@code type} URI; the detail says what is wrong and what to do about it, in words for a person.
 */
public abstract sealed class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final HttpStatus status;
    private final String slug;
    private final String title;

    private Problem(HttpStatus status, String slug, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The fields at fault; empty where no single field is. */
    public List<FieldError> errors() {
        return List.of();
    }

    /** What else a client needs to go on; becomes members of the answer (RFC 9457 §3.2). */
    public Map<String, Object> extensions() {
        return Map.of();
    }

    /**
     * A problem that another process told, as the kind it was there.
     *
     * @param retryAfterSeconds of a 429
     * @return null for a status that is none of ours
     */
    public static @Nullable Problem told(int status, String slug, String title, String detail, List<FieldError> errors,
            long retryAfterSeconds) {
        return switch (status) {
            case 400 -> new Unreadable(detail, errors);
            case 401 -> new Unauthenticated(detail);
            case 403 -> slug.equals(ReauthenticationRequired.SLUG) ? new ReauthenticationRequired() : new Forbidden(detail);
            case 404 -> new NotFound(detail);
            case 408 -> new TooSlow();
            case 409 -> new Conflict(slug, title, detail, errors);
            case 412 -> new LostUpdate(detail);
            case 413 -> new TooLarge(detail);
            case 415 -> new UnsupportedType(detail);
            case 422 -> slug.equals("idempotency-mismatch") ? new KeyReused() : new Invalid(errors);
            case 429 -> new TooMany(retryAfterSeconds);
            case 503 -> new Unavailable(detail);
            case 507 -> new StorageFull();
            default -> null;
        };
    }

    /** A field, by its JSON path or parameter name, and what is wrong with it. */
    public record FieldError(String field, String message) {
    }

    /** 400: the request cannot be read. */
    public static final class Unreadable extends Problem {
        private static final long serialVersionUID = 1L;
        private final transient List<FieldError> errors;

        public Unreadable(String detail) {
            this(detail, List.of());
        }

        public Unreadable(String field, String message) {
            this(field + ": " + message, List.of(new FieldError(field, message)));
        }

        private Unreadable(String detail, List<FieldError> errors) {
            super(HttpStatus.BAD_REQUEST, "invalid-request", "The request cannot be read", detail);
            this.errors = errors;
        }

        @Override
        public List<FieldError> errors() {
            return errors;
        }
    }

    /** 422: it was read, and values are not allowed. */
    public static final class Invalid extends Problem {
        private static final long serialVersionUID = 1L;
        private final transient List<FieldError> errors;

        public Invalid(String field, String message) {
            this(List.of(new FieldError(field, message)));
        }

        public Invalid(List<FieldError> errors) {
            super(HttpStatus.UNPROCESSABLE_CONTENT, "validation-failed", "Some values are not allowed",
                    String.join("; ", errors.stream().map(e -> e.field() + ": " + e.message()).toList()));
            this.errors = errors;
        }

        @Override
        public List<FieldError> errors() {
            return errors;
        }
    }

    /** 401: no token, or one that proves nothing. */
    public static final class Unauthenticated extends Problem {
        private static final long serialVersionUID = 1L;

        public Unauthenticated() {
            this("Sign in, and send the access token as 'Authorization: Bearer …'.");
        }

        public Unauthenticated(String detail) {
            super(HttpStatus.UNAUTHORIZED, "unauthenticated", "Sign in first", detail);
        }
    }

    /** 401: the password is right, and a second proof is still missing. */
    public static final class MfaRequired extends Problem {
        private static final long serialVersionUID = 1L;
        private final transient Map<String, Object> extensions;

        /**
         * @param challenge      names this sign-in, with whose second proof it goes on
         * @param methods        by what it can be proven
         * @param goodForSeconds until the challenge is forgotten
         */
        public MfaRequired(String challenge, List<String> methods, long goodForSeconds) {
            super(HttpStatus.UNAUTHORIZED, "mfa-required", "One more step",
                    "Send the challenge with a code, a recovery code or a passkey to /v1/auth/login/verify.");
            this.extensions = Map.of("challenge", challenge, "methods", methods, "expiresIn", goodForSeconds);
        }

        @Override
        public Map<String, Object> extensions() {
            return extensions;
        }
    }

    /** 403: allowed, once the person has proven again who they are. */
    public static final class ReauthenticationRequired extends Problem {
        private static final long serialVersionUID = 1L;
        private static final String SLUG = "reauthentication-required";

        public ReauthenticationRequired() {
            super(HttpStatus.FORBIDDEN, SLUG, "Confirm that it is you",
                    "Send your password, a code or a passkey to /v1/auth/reauthenticate, and repeat this within ten minutes.");
        }
    }

    /** 403: known, and not allowed. */
    public static final class Forbidden extends Problem {
        private static final long serialVersionUID = 1L;

        public Forbidden(String detail) {
            super(HttpStatus.FORBIDDEN, "forbidden", "You may not do this", detail);
        }
    }

    /** 404: there is no such thing, or none that the caller may see. */
    public static final class NotFound extends Problem {
        private static final long serialVersionUID = 1L;

        public NotFound(String what, UUID id) {
            this("There is no " + what + " " + id + ", or you may not see it.");
        }

        public NotFound(String detail) {
            super(HttpStatus.NOT_FOUND, "not-found", "Not found", detail);
        }
    }

    /** 409: it does not fit what is there. */
    public static final class Conflict extends Problem {
        private static final long serialVersionUID = 1L;
        private final transient List<FieldError> errors;

        public Conflict(String detail) {
            this("conflict", "This does not fit what is there", detail, List.of());
        }

        /** A value that somebody else has already. */
        public Conflict(String field, String message) {
            this("conflict", "This is already taken", field + ": " + message, List.of(new FieldError(field, message)));
        }

        public Conflict(String slug, String title, String detail) {
            this(slug, title, detail, List.of());
        }

        public Conflict(String slug, String title, String detail, List<FieldError> errors) {
            super(HttpStatus.CONFLICT, slug, title, detail);
            this.errors = errors;
        }

        @Override
        public List<FieldError> errors() {
            return errors;
        }
    }

    /** 412: somebody else changed it since it was read. */
    public static final class LostUpdate extends Problem {
        private static final long serialVersionUID = 1L;

        public LostUpdate(long expected, long actual) {
            this("You changed version " + expected + ", but it is at version " + actual + ". Load it again and repeat your change.");
        }

        private LostUpdate(String detail) {
            super(HttpStatus.PRECONDITION_FAILED, "lost-update", "Somebody else changed it first", detail);
        }
    }

    /** 413: larger than the route takes. */
    public static final class TooLarge extends Problem {
        private static final long serialVersionUID = 1L;

        public TooLarge(long limit) {
            this("This route takes at most " + limit + " bytes.");
        }

        private TooLarge(String detail) {
            super(HttpStatus.CONTENT_TOO_LARGE, "too-large", "The request is too large", detail);
        }
    }

    /** 415: a kind of content the route does not take. */
    public static final class UnsupportedType extends Problem {
        private static final long serialVersionUID = 1L;

        public UnsupportedType(String detail) {
            super(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type", "This kind of content is not taken here", detail);
        }
    }

    /** 429: too much at once. */
    public static final class TooMany extends Problem {
        private static final long serialVersionUID = 1L;
        private final long retryAfterSeconds;

        public TooMany(long retryAfterSeconds) {
            super(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "Too many requests",
                    "Try again in " + retryAfterSeconds + " seconds.");
            this.retryAfterSeconds = retryAfterSeconds;
        }

        public long retryAfterSeconds() {
            return retryAfterSeconds;
        }
    }

    /** 408: the body came too slowly to wait for it. */
    public static final class TooSlow extends Problem {
        private static final long serialVersionUID = 1L;

        public TooSlow() {
            super(HttpStatus.REQUEST_TIMEOUT, "too-slow", "The request took too long to arrive",
                    "The body of the request came too slowly. Send it again, over a faster connection or in smaller parts.");
        }
    }

    /** 503: something it needs is not there now. */
    public static final class Unavailable extends Problem {
        private static final long serialVersionUID = 1L;

        public Unavailable(String detail) {
            super(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Not available right now", detail);
        }
    }

    /** 507: there is no room left to keep anything. */
    public static final class StorageFull extends Problem {
        private static final long serialVersionUID = 1L;

        public StorageFull() {
            super(HttpStatus.INSUFFICIENT_STORAGE, "storage-full", "There is no room left",
                    "The disk is full, so nothing was kept. Whoever runs this Atelier has to make room; reading still works.");
        }
    }

    /** 422: an Idempotency-Key that came before with another request. */
    public static final class KeyReused extends Problem {
        private static final long serialVersionUID = 1L;

        public KeyReused() {
            super(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-mismatch", "This Idempotency-Key was used for another request",
                    "Idempotency-Key: the same key came before with another body or route; use a new key for a new request.");
        }
    }
}
