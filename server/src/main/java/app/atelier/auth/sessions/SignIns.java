package app.atelier.auth.sessions;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import app.atelier.auth.challenges.Challenges;
import app.atelier.auth.challenges.Challenges.Challenge;
import app.atelier.auth.challenges.Challenges.Purpose;
import app.atelier.auth.keys.AccessTokens;
import app.atelier.auth.mfa.SecondSteps;
import app.atelier.auth.passkeys.PasskeyAssertion;
import app.atelier.auth.passkeys.Passkeys;
import app.atelier.auth.passwords.Guesses;
import app.atelier.auth.passwords.Passwords;
import app.atelier.auth.sessions.SessionEvents.SessionOpened;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.web.Problem;
import app.atelier.users.Membership;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Signing in, staying signed in by rotating refresh tokens, signing out. */
@Component
public class SignIns {

    private static final Duration ABSOLUTE = Duration.ofDays(90);

    private final Db db;
    private final SessionStore store;
    private final Endings endings;
    private final KnownDevices devices;
    private final Guesses guesses;
    private final Passwords passwords;
    private final SecondSteps secondSteps;
    private final Passkeys passkeys;
    private final Challenges challenges;
    private final UserAccess users;
    private final AccessTokens tokens;
    private final Journal journal;
    private final ObjectProvider<SignInObjection> objections;

    SignIns(Db db, SessionStore store, Endings endings, KnownDevices devices, Guesses guesses, Passwords passwords,
            SecondSteps secondSteps, Passkeys passkeys, Challenges challenges, UserAccess users, AccessTokens tokens, Journal journal,
            ObjectProvider<SignInObjection> objections) {
        this.db = db;
        this.store = store;
        this.endings = endings;
        this.devices = devices;
        this.guesses = guesses;
        this.passwords = passwords;
        this.secondSteps = secondSteps;
        this.passkeys = passkeys;
        this.challenges = challenges;
        this.users = users;
        this.tokens = tokens;
        this.journal = journal;
        this.objections = objections;
    }

    /**
     * What a signed-in client holds: the access token, and what goes into cookies.
     *
     * @param deviceToken null when the browser keeps the one it has
     */
    public record Tickets(String accessToken, String refreshToken, @Nullable String deviceToken) {
    }

    /**
     * The same answer, after the same work, for an unknown person and a wrong password.
     *
     * @throws Problem.MfaRequired when the password is right and a second step is still to be taken
     */
    Tickets signIn(String email, String password, @Nullable UUID organization, Device device) {
        var account = email.strip().toLowerCase(Locale.ROOT);
        var person = users.personByEmail(account).map(Person::id).orElse(null);
        guesses.require(account, devices.known(device.token(), person), device.address());
        if (!passwords.verify(person, password) || person == null) {
            guesses.failed(device.address());
            throw new Problem.Unauthenticated("E-mail or password is wrong.");
        }
        objections.forEach(objection -> objection.check(person));
        if (secondSteps.isOn(person)) {
            throw secondStep(person, membership(person, organization).organizationId());
        }
        return open(person, organization, device, "password");
    }

    private Problem.MfaRequired secondStep(UUID person, UUID organization) {
        var methods = new ArrayList<>(List.of("totp", "recovery-code"));
        if (passkeys.has(person)) {
            methods.add("passkey");
        }
        return new Problem.MfaRequired(challenges.make(Purpose.SECOND_STEP, person, organization), List.copyOf(methods),
                Challenges.GOOD_FOR.toSeconds());
    }

    /**
     * Takes the second step. The challenge is used up by success; a mistyped code may be typed again, a few times.
     *
     * @param proof exactly one
     */
    Tickets verify(String challenge, Proof proof, Device device) {
        var open = challenges.find(challenge, Purpose.SECOND_STEP).orElseThrow(SignIns::challengeGone);
        var person = java.util.Objects.requireNonNull(open.person());
        var organization = java.util.Objects.requireNonNull(open.organization());
        if (!proves(person, organization, proof)) {
            throw new Problem.Unauthenticated(wrong(proof));
        }
        Challenge used = challenges.use(challenge, Purpose.SECOND_STEP).orElseThrow(SignIns::challengeGone);
        return open(person, used.organization(), device, "password and " + proof.word());
    }

    private static Problem.Unauthenticated challengeGone() {
        return new Problem.Unauthenticated("This sign-in was completed or took longer than five minutes. Begin again with your password.");
    }

    private static String wrong(Proof proof) {
        return proof instanceof Proof.Recovery ? "This recovery code is wrong or was used before."
                : proof instanceof Proof.Key ? "This passkey is another person's." : "This code is wrong, or was used before; wait for the next one.";
    }

    /** What shows again who somebody is. */
    sealed interface Proof {

        /** What it is called in the journal. */
        String word();

        /** What it is called in requests. */
        String field();

        record Password(String password) implements Proof {
            @Override
            public String word() {
                return "password";
            }

            @Override
            public String field() {
                return "password";
            }
        }

        record Code(String code) implements Proof {
            @Override
            public String word() {
                return "code";
            }

            @Override
            public String field() {
                return "code";
            }
        }

        record Recovery(String code) implements Proof {
            @Override
            public String word() {
                return "recovery code";
            }

            @Override
            public String field() {
                return "recoveryCode";
            }
        }

        record Key(PasskeyAssertion assertion) implements Proof {
            @Override
            public String word() {
                return "passkey";
            }

            @Override
            public String field() {
                return "passkey";
            }
        }
    }

    private boolean proves(UUID person, UUID organization, Proof proof) {
        return switch (proof) {
            case Proof.Password given -> passwords.verify(person, given.password());
            case Proof.Code given -> secondSteps.verifyCode(person, given.code());
            case Proof.Recovery given -> secondSteps.verifyRecoveryCode(person, organization, given.code());
            case Proof.Key given -> passkeys.prove(given.assertion()).equals(person);
        };
    }

    /** Whether the caller proved again who they are; so many wrong ones, as at sign-in. */
    void requireProof(Caller caller, Proof proof, Device device) {
        if (proof instanceof Proof.Password) {
            guesses.require(caller.person().toString(), devices.known(device.token(), caller.person()), device.address());
        }
        if (!proves(caller.person(), caller.organization(), proof)) {
            guesses.failed(device.address());
            throw new Problem.Invalid(proof.field(), "is wrong");
        }
    }

    /** Signs in without a password: the key verified its person, so there is no second step. */
    Tickets signInByPasskey(PasskeyAssertion assertion, @Nullable UUID organization, Device device) {
        var person = passkeys.prove(assertion);
        objections.forEach(objection -> objection.check(person));
        return open(person, organization, device, "passkey");
    }

    /**
     * Opens a session for somebody who has proven who they are.
     *
     * @param method by what, for the journal: {@code password}, {@code passkey}, {@code single sign-on} …
     */
    public Tickets open(UUID person, @Nullable UUID organization, Device device, String method) {
        var membership = membership(person, organization);
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var session = new Session(Ids.next(), person, membership.organizationId(), device.userAgent(), device.address(), now, now,
                now.plus(ABSOLUTE));
        var refresh = Tokens.random();
        var known = device.token() == null ? Tokens.random() : device.token();
        db.in(session.organization(), tx -> {
            store.open(tx, session);
            store.keep(tx, session.id(), refresh);
            devices.remember(tx, known, person);
            journal.record(tx, person, new SessionOpened(session.id(), person, DeviceWords.of(device.userAgent()), device.address(), method));
            return null;
        });
        return new Tickets(access(stillThere(session), session.id()), refresh, device.token() == null ? known : null);
    }

    /** Who was removed while they signed in must not keep what they just got. */
    private Membership stillThere(Session session) {
        try {
            return membership(session.person(), session.organization());
        } catch (Problem.Unauthenticated gone) {
            endings.end(session.person(), s -> s.id().equals(session.id()), null, "no longer a member");
            throw gone;
        }
    }

    /**
     * Exchanges a refresh token for new tickets. One that was used before has been stolen, by the first user or the
     * second: nobody can tell, so the whole session ends (RFC 9700 §4.14).
     */
    Tickets refresh(@Nullable String token, Device device) {
        if (token == null) {
            throw new Problem.Unauthenticated();
        }
        var next = Tokens.random();
        @Nullable Session session = db.shared(tx -> {
            var used = store.use(tx, token);
            var live = used.isEmpty() ? null : store.live(tx, used.get()).orElse(null);
            if (live != null) {
                store.touch(tx, live.id(), device.address());
                store.keep(tx, live.id(), next);
            }
            return live;
        });
        if (session == null) {
            end(token, "refresh token used twice");
            throw new Problem.Unauthenticated("Your session has ended. Sign in again.");
        }
        return new Tickets(access(membership(session.person(), session.organization()), session.id()), next, null);
    }

    /**
     * Lets a session go on in another of the person's organizations. Its refresh tokens end with this; the answer holds
     * the new one.
     */
    Tickets switchTo(Caller caller, UUID organization, Device device) {
        var membership = users.memberships(caller.person()).stream().filter(m -> m.organizationId().equals(organization))
                .findFirst().orElseThrow(() -> new Problem.NotFound("organization", organization));
        var next = Tokens.random();
        db.in(organization, tx -> {
            if (store.live(tx, caller.session()).filter(s -> s.person().equals(caller.person())).isEmpty()) {
                throw new Problem.Unauthenticated("Your session has ended. Sign in again.");
            }
            store.move(tx, caller.session(), organization);
            store.keep(tx, caller.session(), next);
            journal.record(tx, caller.person(), new SessionOpened(caller.session(), caller.person(), DeviceWords.of(device.userAgent()),
                    device.address(), "another organization"));
            return null;
        });
        return new Tickets(access(membership, caller.session()), next, null);
    }

    void signOut(@Nullable String token) {
        if (token != null) {
            end(token, "signed out");
        }
    }

    /** Ends the session a refresh token belongs to, if that is still open. */
    private void end(String token, String reason) {
        var session = db.shared(tx -> store.sessionOf(tx, token)).orElse(null);
        if (session != null) {
            db.in(session.organization(), tx -> {
                endings.end(tx, List.of(session), session.person(), reason);
                return null;
            });
        }
    }

    /** An access token without a session, for the command line on the server's own machine. */
    public String forCommandLine(Person owner, UUID organization) {
        return access(membership(owner.id(), organization), Ids.next());
    }

    private String access(Membership membership, UUID session) {
        return tokens.issue(new Caller(membership.personId(), membership.organizationId(), membership.role(), session,
                membership.permissions(), null));
    }

    private Membership membership(UUID person, @Nullable UUID organization) {
        return users.memberships(person).stream()
                .filter(m -> organization == null || m.organizationId().equals(organization))
                .findFirst()
                .orElseThrow(() -> new Problem.Unauthenticated("You belong to no such organization any more."));
    }
}
