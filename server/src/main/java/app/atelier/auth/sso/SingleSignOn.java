package app.atelier.auth.sso;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import app.atelier.auth.IdentityLinked;
import app.atelier.auth.sessions.Device;
import app.atelier.auth.sessions.SignIns;
import app.atelier.auth.sso.Attempt.Purpose;
import app.atelier.auth.sso.IdentityProvider.Secrets;
import app.atelier.auth.sso.Providers.Entry;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.issuer.IssuerFailure;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Role;
import app.atelier.platform.security.StepUp;
import app.atelier.platform.web.Address;
import app.atelier.platform.web.Problem;
import app.atelier.users.Membership;
import app.atelier.users.Newcomers;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Signing in at an identity provider: there with state, nonce and PKCE, and back once, in the same browser. Who comes
 * back is known by issuer and subject; an e-mail address makes nobody anybody, except where an organization's own
 * provider vouches for an address of the organization's own domain.
 */
@Component
class SingleSignOn {

    private static final Logger log = LoggerFactory.getLogger(SingleSignOn.class);
    private static final int LONGEST_RETURN = 500;

    private final Db db;
    private final Providers providers;
    private final AttemptStore attempts;
    private final IdentityStore identities;
    private final Connections connections;
    private final SignIns signIns;
    private final UserAccess users;
    private final Newcomers newcomers;
    private final Journal journal;
    private final Address address;
    private final StepUp stepUp;

    SingleSignOn(Db db, Providers providers, AttemptStore attempts, IdentityStore identities, Connections connections, SignIns signIns,
            UserAccess users, Newcomers newcomers, Journal journal, Address address, StepUp stepUp) {
        this.db = db;
        this.providers = providers;
        this.attempts = attempts;
        this.identities = identities;
        this.connections = connections;
        this.signIns = signIns;
        this.users = users;
        this.newcomers = newcomers;
        this.journal = journal;
        this.address = address;
        this.stepUp = stepUp;
    }

    /**
     * Where the browser goes now.
     *
     * @param browser the secret for its cookie
     */
    record Departure(URI to, String browser) {
    }

    /** @param tickets null where nobody was signed in: the person was signed in before */
    record Arrival(String returnTo, SignIns.@Nullable Tickets tickets) {
    }

    /** Why somebody came back and is not in; the page to sign in has a sentence for each {@code reason}. */
    static final class NotIn extends RuntimeException {

        private static final long serialVersionUID = 1L;
        private final String reason;

        NotIn(String reason, String message) {
            super(message, null, false, false);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** Where the provider sends the browser back to. */
    URI callback() {
        return URI.create(address.link("/v1/auth/sso/callback"));
    }

    /** Only a path of our own may be gone to afterwards: never another site. */
    static String ownPath(@Nullable String path) {
        if (path == null || path.length() > LONGEST_RETURN || !path.matches("/(?![/\\\\])[^\\\\\\p{Cntrl}]*")) {
            return "/";
        }
        try {
            return URI.create(path).toASCIIString();
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }

    /** Sets out to sign in. */
    Departure start(String key, @Nullable String returnTo) {
        return depart(providers.require(key), Purpose.SIGN_IN, null, ownPath(returnTo));
    }

    /** Sets out, signed in, to be known by the provider from then on. */
    Departure link(Caller caller, String key) {
        caller.require(Permission.SELF_SECURITY);
        stepUp.require(caller);
        var entry = providers.require(key);
        if (entry.connection() != null) {
            requireOwn(caller, entry.connection());
        }
        return depart(entry, Purpose.LINK, caller.person(), "/settings/security");
    }

    /** Sets out to show that the connection works. */
    Departure prove(Caller caller, UUID connection) {
        caller.require(Permission.ACCESS_MANAGE);
        var entry = providers.require(connection.toString());
        requireOwn(caller, Objects.requireNonNull(entry.connection()));
        return depart(entry, Purpose.PROVE, caller.person(), "/settings/sso");
    }

    private static void requireOwn(Caller caller, Connection connection) {
        if (!connection.organizationId().equals(caller.organization())) {
            throw new Problem.NotFound("connection", connection.id());
        }
    }

    private Departure depart(Entry entry, Purpose purpose, @Nullable UUID person, String returnTo) {
        var secrets = new Secrets(Tokens.random(), Tokens.random(), Tokens.random());
        var browser = Tokens.random();
        try {
            var to = entry.provider().authorization(secrets, callback());
            db.shared(tx -> {
                attempts.keep(tx, new Attempt(entry.key(), purpose, person, returnTo, secrets), browser);
                return null;
            });
            return new Departure(to, browser);
        } catch (IssuerFailure e) {
            log.warn("Nobody can sign in by {}: {}", entry.key(), e.sentence());
            throw new NotIn("unreachable", e.sentence());
        }
    }

    /**
     * Comes back.
     *
     * @param browser the secret in the browser's cookie
     * @param issuer  what the provider says it is (RFC 9207)
     * @throws NotIn when that lets nobody in
     */
    Arrival arrive(@Nullable String browser, @Nullable String state, @Nullable String code, @Nullable String issuer,
            @Nullable String error, Device device) {
        if (browser == null || state == null) {
            throw new NotIn("expired", "no state, or no cookie of the browser that set out");
        }
        var attempt = db.shared(tx -> attempts.use(tx, state, browser))
                .orElseThrow(() -> new NotIn("expired", "the state is unknown, used, expired, or another browser's"));
        if (error != null || code == null) {
            throw new NotIn("refused", "the provider said " + error);
        }
        Entry entry;
        Identity identity;
        try {
            entry = providers.require(attempt.provider());
            requireIssuer(entry.provider(), issuer);
            identity = entry.provider().redeem(code, attempt.secrets(), callback());
        } catch (IssuerFailure e) {
            log.warn("A sign-in by {} failed: {}", attempt.provider(), e.sentence());
            throw new NotIn("provider", e.sentence());
        } catch (Problem.NotFound gone) {
            throw new NotIn("expired", "the connection is gone");
        }
        return switch (attempt.purpose()) {
            case SIGN_IN -> new Arrival(attempt.returnTo(), open(entry, identity, device));
            case LINK, PROVE -> linked(entry, identity, attempt);
        };
    }

    /** An answer that names another issuer was meant for another client (mix-up attack, RFC 9207 §2.4). */
    private static void requireIssuer(IdentityProvider provider, @Nullable String said) {
        if (said == null ? provider.tellsIssuer() : !said.equals(provider.issuer())) {
            throw new IssuerFailure("The answer comes from the issuer " + said + ", not from " + provider.issuer() + ".");
        }
    }

    private SignIns.Tickets open(Entry entry, Identity identity, Device device) {
        var person = db.shared(tx -> identities.person(tx, identity.issuer(), identity.subject())).orElse(null);
        if (person == null || users.person(person).isEmpty()) {
            person = unknown(entry, identity, person);
        }
        var organization = entry.connection() == null ? null : entry.connection().organizationId();
        if (entry.connection() != null) {
            join(entry.connection(), identity, person);
        }
        db.shared(tx -> {
            identities.used(tx, identity);
            return null;
        });
        try {
            return signIns.open(person, organization, device, "single sign-on");
        } catch (Problem.Unauthenticated nowhere) {
            throw new NotIn("not-a-member", "the person belongs to no organization, or not to this one");
        }
    }

    /** Nobody is linked to this identity yet, or was about to be when something went wrong. */
    private UUID unknown(Entry entry, Identity identity, @Nullable UUID begun) {
        var email = identity.email();
        if (email == null || !email.matches("[^@\\s]+@[^@\\s]+") || email.length() > 255) {
            throw new NotIn("no-email", "the provider tells no e-mail address");
        }
        var owner = users.personByEmail(email).orElse(null);
        var connection = entry.connection();
        if (owner != null) {
            if (connection == null || !connection.owns(email) || !identity.emailIsVerified() || !isOnly(owner, connection)) {
                throw new NotIn("link-first", "the e-mail address belongs to an account that is not linked to this identity");
            }
            link(entry, identity, owner.id(), connection.organizationId());
            return owner.id();
        }
        if (connection == null ? !identity.emailIsVerified()
                : !connection.provision() || !connection.owns(email) || Boolean.FALSE.equals(identity.emailVerified())) {
            throw connection == null ? new NotIn("no-email", "the provider does not vouch for the e-mail address")
                    : new NotIn("not-a-member", "the connection lets in nobody new with this address");
        }
        return admit(entry, identity, email, begun == null ? Ids.next() : begun);
    }

    /** Who it is is kept first, so that a failure in between is made good by coming again. */
    private UUID admit(Entry entry, Identity identity, String email, UUID id) {
        var person = db.shared(tx -> identities.link(tx, identity, id, entry.key()));
        var names = new Newcomers.Names(email, identity.emailIsVerified(), identity.firstName(), identity.lastName());
        var connection = entry.connection();
        try {
            if (connection == null) {
                newcomers.found(person, names);
            } else {
                newcomers.admit(person, names, connection.organizationId(), connection.defaultRole());
            }
        } catch (Problem.Conflict taken) {
            db.shared(tx -> identities.forget(tx, identity, person));
            throw new NotIn("link-first", "the e-mail address was taken meanwhile");
        }
        return person;
    }

    /** A person who is known becomes a member where the connection lets in those of its domains. */
    private void join(Connection connection, Identity identity, UUID person) {
        var email = identity.email();
        if (connection.provision() && email != null && connection.owns(email) && !Boolean.FALSE.equals(identity.emailVerified())
                && !isMember(person, connection)) {
            newcomers.admit(person, new Newcomers.Names(email, identity.emailIsVerified(), identity.firstName(), identity.lastName()), connection.organizationId(),
                    connection.defaultRole());
        }
    }

    private boolean isMember(UUID person, Connection connection) {
        return memberships(person).stream().anyMatch(m -> m.organizationId().equals(connection.organizationId()));
    }

    /**
     * Whether an account is nothing but a member of the connection's organization. Whoever sets up a connection says who
     * comes from there; that must not make them an owner, the installation's administrator, or anybody elsewhere.
     */
    private boolean isOnly(Person person, Connection connection) {
        return !person.administrator() && memberships(person.id()).stream()
                .allMatch(m -> m.organizationId().equals(connection.organizationId()) && m.role() != Role.OWNER);
    }

    private List<Membership> memberships(UUID person) {
        return users.memberships(person);
    }

    private Arrival linked(Entry entry, Identity identity, Attempt attempt) {
        var person = Objects.requireNonNull(attempt.person());
        var connection = entry.connection();
        var organization = connection != null ? connection.organizationId()
                : memberships(person).stream().findFirst().map(Membership::organizationId).orElse(null);
        if (organization == null || connection != null && !isMember(person, connection)) {
            throw new NotIn("not-a-member", "who set out belongs to no such organization any more");
        }
        link(entry, identity, person, organization);
        if (attempt.purpose() == Purpose.PROVE && connection != null) {
            connections.prove(organization, connection.id(), person);
        }
        return new Arrival(attempt.returnTo() + "?sso=" + (attempt.purpose() == Purpose.PROVE ? "proven" : "linked"), null);
    }

    private void link(Entry entry, Identity identity, UUID person, UUID organization) {
        var before = db.shared(tx -> identities.person(tx, identity.issuer(), identity.subject())).orElse(null);
        if (person.equals(before)) {
            return;
        }
        if (before != null && users.person(before).isPresent()) {
            throw new NotIn("taken", "the identity is linked to somebody else");
        }
        db.in(organization, tx -> {
            if (before != null) {
                // Of somebody who did not come to be.
                identities.forget(tx, identity, before);
            }
            if (!identities.link(tx, identity, person, entry.key()).equals(person)) {
                throw new NotIn("taken", "the identity was linked to somebody else meanwhile");
            }
            journal.record(tx, person, new IdentityLinked(person, entry.key(), identity.issuer(), true));
            return null;
        });
    }

    List<IdentityStore.Link> identities(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        return db.shared(tx -> identities.of(tx, caller.person()));
    }

    void unlink(Caller caller, UUID id) {
        caller.require(Permission.SELF_SECURITY);
        stepUp.require(caller);
        db.in(caller.organization(), tx -> {
            var link = identities.of(tx, caller.person()).stream().filter(l -> l.id().equals(id)).findFirst()
                    .orElseThrow(() -> new Problem.NotFound("identity", id));
            identities.unlink(tx, caller.person(), id);
            journal.record(tx, caller.person(), new IdentityLinked(caller.person(), link.provider(), link.issuer(), false));
            return null;
        });
    }
}
