package app.atelier.platform.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;

import org.jspecify.annotations.Nullable;

/** An ask to which the other process gave no answer of its own. */
final class Unanswered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How far it came. */
    enum Kind {
        /** Nobody was there; it was never sent. */
        UNSENT,
        /** It was sent, and the connection broke or somebody in between said no; it may have been heard. */
        LOST,
        /** It was sent, and nothing came in time. */
        LATE,
        /** Our proof was not believed. */
        REFUSED
    }

    private final Kind kind;

    Unanswered(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.kind = kind;
    }

    static Unanswered because(IOException cause) {
        var kind = cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException ? Kind.UNSENT
                : cause instanceof HttpTimeoutException ? Kind.LATE : Kind.LOST;
        return new Unanswered(kind, cause.toString(), cause);
    }

    Kind kind() {
        return kind;
    }

    /** Whether another try may help, and does no harm. */
    boolean again(boolean once) {
        return kind == Kind.UNSENT || kind == Kind.LOST && !once;
    }
}
