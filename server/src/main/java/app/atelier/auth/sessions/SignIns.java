package app.atelier.auth.sessions;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import app.atelier.auth.keys.AccessTokens;
import app.atelier.auth.passwords.Passwords;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.limits.Limits;
import app.atelier.platform.limits.Limits.Share;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.web.Problem;
import app.atelier.users.Membership;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Signing in, staying signed in by rotating refresh tokens, signing out. */
@Component
public class SignIns {

    private static final Duration IDLE = Duration.ofDays(14);
    private static final Duration ABSOLUTE = Duration.ofDays(90);
    private static final Share GUESSES = new Share("guess", 10, 10);

    private final Db db;
    private final SessionStore store;
    private final Passwords passwords;
    private final UserAccess users;
    private final AccessTokens tokens;
    private final Limits limits;

    SignIns(Db db, SessionStore store, Passwords passwords, UserAccess users, AccessTokens tokens, Limits limits) {
        this.db = db;
        this.store = store;
        this.passwords = passwords;
        this.users = users;
        this.tokens = tokens;
        this.limits = limits;
    }

    /** What a signed-in client holds: the access token, and the refresh token that goes into a cookie. */
    record Tickets(String accessToken, String refreshToken) {
    }

    /** The same answer, after the same time, for an unknown person and a wrong password. */
    Tickets signIn(String email, String password, @Nullable UUID organization, Device device) {
        var guess = limits.take(GUESSES, email.strip().toLowerCase(Locale.ROOT));
        if (!guess.granted()) {
            throw new Problem.TooMany(guess.waitSeconds());
        }
        var person = users.personByEmail(email.strip()).orElse(null);
        if (!passwords.verify(person == null ? null : person.id(), password) || person == null) {
            throw new Problem.Unauthenticated("E-mail or password is wrong.");
        }
        return open(person.id(), organization, device);
    }

    /** Opens a session for somebody who has proven who they are. */
    Tickets open(UUID person, @Nullable UUID organization, Device device) {
        var membership = membership(person, organization);
        var session = new Session(Ids.next(), person, membership.organizationId(), device.userAgent(), device.address(),
                Instant.now().plus(ABSOLUTE));
        var refresh = Tokens.random();
        db.shared(tx -> {
            store.open(tx, session);
            store.keep(tx, session.id(), refresh);
            return null;
        });
        return new Tickets(access(membership, session.id()), refresh);
    }

    /**
     * Exchanges a refresh token for new tickets. One that was used before has been stolen, by the first user or the
     * second: nobody can tell, so the whole session ends (RFC 9700 §4.14).
     */
    Tickets refresh(@Nullable String token) {
        if (token == null) {
            throw new Problem.Unauthenticated();
        }
        var next = Tokens.random();
        @Nullable Session session = db.shared(tx -> {
            var used = store.use(tx, token);
            if (used.isEmpty()) {
                store.sessionOf(tx, token).ifPresent(id -> store.revoke(tx, id, "refresh token used twice"));
                return null;
            }
            var live = store.live(tx, used.get(), Instant.now().minus(IDLE)).orElse(null);
            if (live != null) {
                store.touch(tx, live.id());
                store.keep(tx, live.id(), next);
            }
            return live;
        });
        if (session == null) {
            throw new Problem.Unauthenticated("Your session has ended. Sign in again.");
        }
        return new Tickets(access(membership(session.person(), session.organization()), session.id()), next);
    }

    void signOut(@Nullable String token) {
        if (token != null) {
            db.shared(tx -> {
                store.sessionOf(tx, token).ifPresent(id -> store.revoke(tx, id, "signed out"));
                return null;
            });
        }
    }

    /** An access token without a session, for the command line on the server's own machine. */
    public String forCommandLine(Person owner, UUID organization) {
        return access(membership(owner.id(), organization), Ids.next());
    }

    private String access(Membership membership, UUID session) {
        return tokens.issue(new Caller(membership.personId(), membership.organizationId(), membership.role(), session));
    }

    private Membership membership(UUID person, @Nullable UUID organization) {
        return users.memberships(person).stream()
                .filter(m -> organization == null || m.organizationId().equals(organization))
                .findFirst()
                .orElseThrow(() -> new Problem.Unauthenticated("You belong to no such organization any more."));
    }
}
