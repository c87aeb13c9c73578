package app.atelier.collaboration.realtime;

import java.time.Instant;
import java.util.Objects;

import app.atelier.collaboration.presence.Visitor;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.TokenVerifier;
import app.atelier.users.Membership;
import org.jspecify.annotations.Nullable;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/** One client's live connection: who it is, until when, and how far it has been told. */
final class Connection {

    private final Outbox outbox;
    private final Instant openedAt = Instant.now();
    private final Visitor visitor;
    private volatile TokenVerifier.@Nullable Verified bearer;
    /** The newest position it was told or may not see; belongs to the room's lock once joined. */
    private long position;

    Connection(WebSocketSession session) {
        this.outbox = new Outbox(session);
        this.visitor = new Visitor(() -> Objects.requireNonNull(bearer, "before hello").caller(), outbox::offer);
    }

    Outbox outbox() {
        return outbox;
    }

    Visitor visitor() {
        return visitor;
    }

    Instant openedAt() {
        return openedAt;
    }

    /** Null until hello. */
    TokenVerifier.@Nullable Verified bearer() {
        return bearer;
    }

    void bearer(TokenVerifier.Verified verified) {
        bearer = verified;
    }

    /** What the bearer is now, which a token may be some minutes behind of. */
    void membership(Membership membership) {
        var known = Objects.requireNonNull(bearer);
        var caller = known.caller();
        bearer = new TokenVerifier.Verified(new Caller(caller.person(), caller.organization(), membership.role(),
                caller.session(), membership.permissions(), caller.scope()), known.expiresAt(), known.issuedAt());
    }

    /** A later token for the same bearer. */
    void renew(TokenVerifier.Verified later) {
        var caller = Objects.requireNonNull(bearer).caller();
        bearer = new TokenVerifier.Verified(new Caller(caller.person(), caller.organization(), caller.role(),
                later.caller().session(), caller.permissions(), later.caller().scope()), later.expiresAt(), later.issuedAt());
    }

    long position() {
        return position;
    }

    void position(long seq) {
        position = seq;
    }

    void close(CloseStatus status) {
        outbox.close(status);
    }
}
