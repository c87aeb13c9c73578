package app.atelier.auth.sso;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import app.atelier.auth.SsoChanged;
import app.atelier.auth.sso.Connection.Domain;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.issuer.IssuerFailure;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Policy;
import app.atelier.platform.security.Role;
import app.atelier.platform.security.StepUp;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An organization sets up its identity provider; the installation's administrator says which domains are whose. */
@Component
class Connections {

    private static final int MOST = 20;
    private static final int MOST_DOMAINS = 50;
    private static final int CLAIMS_SHOWN = 500;

    private final Db db;
    private final ConnectionStore store;
    private final Issuers issuers;
    private final Journal journal;
    private final UserAccess users;
    private final StepUp stepUp;

    Connections(Db db, ConnectionStore store, Issuers issuers, Journal journal, UserAccess users,
            StepUp stepUp) {
        this.db = db;
        this.store = store;
        this.issuers = issuers;
        this.journal = journal;
        this.users = users;
        this.stepUp = stepUp;
    }

    /** What an admin says of a connection. {@code clientSecret} null: it has none, or keeps the one it has. */
    record Wish(@Nullable UUID id, String name, String issuer, String clientId, @Nullable String clientSecret, List<String> domains,
            ConnectionMode mode, boolean provision, Role defaultRole) {
    }

    List<Connection> all(Caller caller) {
        caller.require(Permission.ACCESS_MANAGE);
        return db.in(caller.organization(), store::all);
    }

    Connection read(Caller caller, UUID id) {
        caller.require(Permission.ACCESS_MANAGE);
        return db.in(caller.organization(), tx -> require(tx, id));
    }

    /** Sets up a connection; it is optional until somebody has come back from it. */
    Connection add(Caller caller, Wish wish) {
        caller.require(Permission.ACCESS_MANAGE);
        stepUp.require(caller);
        check(caller, wish);
        if (wish.mode() == ConnectionMode.FORCED) {
            throw unproven();
        }
        var connection = new Connection(caller.organization(), wish.id() == null ? Ids.next() : wish.id(), wish.name().strip(),
                wish.issuer().strip(), wish.clientId().strip(), wish.clientSecret() != null, domains(wish, List.of()), wish.mode(),
                wish.provision(), wish.defaultRole(), null, Instant.now().truncatedTo(ChronoUnit.MICROS), 1);
        var approves = isAdministrator(caller);
        try {
            return db.in(caller.organization(), tx -> {
                var there = store.find(tx, connection.id());
                return there.isPresent() ? again(there.get(), connection) : insert(tx, caller, connection, wish, approves);
            });
        } catch (IntegrityConstraintViolationException e) {
            throw new Problem.Conflict("id", "is that of another connection; make a new id");
        }
    }

    private Connection insert(Tx tx, Caller caller, Connection connection, Wish wish, boolean approves) {
        if (store.all(tx).size() >= MOST) {
            throw new Problem.Invalid("name", "would be of connection " + (MOST + 1) + "; an organization has at most " + MOST);
        }
        store.insert(tx, connection, wish.clientSecret());
        if (approves) {
            approveOwn(tx, caller, connection);
        }
        return tell(tx, caller, null, connection.id(), wish.clientSecret() != null);
    }

    /** The same request sent again is answered as the first time. */
    private static Connection again(Connection there, Connection asked) {
        if (there.name().equals(asked.name()) && there.issuer().equals(asked.issuer()) && there.clientId().equals(asked.clientId())) {
            return there;
        }
        throw new Problem.Conflict("id", "is that of another connection; make a new id");
    }

    /** Another issuer or client must be proven anew, so a connection that is forced becomes optional first. */
    Connection change(Caller caller, UUID id, Wish wish, @Nullable String ifMatch) {
        caller.require(Permission.ACCESS_MANAGE);
        stepUp.require(caller);
        check(caller, wish);
        var approves = isAdministrator(caller);
        return db.in(caller.organization(), tx -> {
            var before = require(tx, id);
            Versions.require(ifMatch, before.version());
            var same = before.issuer().equals(wish.issuer().strip()) && before.clientId().equals(wish.clientId().strip())
                    && wish.clientSecret() == null;
            var proven = same ? before.provenAt() : null;
            if (wish.mode() == ConnectionMode.FORCED && proven == null) {
                throw unproven();
            }
            var after = new Connection(before.organizationId(), id, wish.name().strip(), wish.issuer().strip(), wish.clientId().strip(),
                    before.hasSecret() || wish.clientSecret() != null, domains(wish, before.domains()), wish.mode(), wish.provision(),
                    wish.defaultRole(), proven, before.createdAt(), before.version() + 1);
            store.update(tx, after, wish.clientSecret());
            if (approves) {
                approveOwn(tx, caller, after);
            }
            return tell(tx, caller, before, id, wish.clientSecret() != null);
        });
    }

    void remove(Caller caller, UUID id) {
        caller.require(Permission.ACCESS_MANAGE);
        stepUp.require(caller);
        db.in(caller.organization(), tx -> {
            var before = require(tx, id);
            store.delete(tx, id);
            journal.record(tx, caller.person(), new SsoChanged(id, settings(before, false), null));
            return null;
        });
    }

    /** An admin came back from the provider: the connection works. */
    void prove(UUID organization, UUID id, UUID person) {
        db.in(organization, tx -> {
            var before = require(tx, id);
            var after = new Connection(before.organizationId(), id, before.name(), before.issuer(), before.clientId(), before.hasSecret(),
                    before.domains(), before.mode(), before.provision(), before.defaultRole(),
                    Instant.now().truncatedTo(ChronoUnit.MICROS), before.createdAt(), before.version() + 1);
            store.update(tx, after, null);
            journal.record(tx, person, new SsoChanged(id, settings(before, false), settings(after, false)));
            return null;
        });
    }

    /** Domains of all organizations, those that wait first; for the installation's administrator. */
    List<ConnectionStore.Claim> claims(Caller caller) {
        requireAdministrator(caller);
        return db.shared(tx -> store.claims(tx, CLAIMS_SHOWN));
    }

    /** Says that a domain is an organization's, or is no longer; for the installation's administrator. */
    void approve(Caller caller, UUID connection, String domain, boolean approved) {
        requireAdministrator(caller);
        try {
            var done = db.shared(tx -> approved ? store.approve(tx, connection, domain, caller.person())
                    : store.disapprove(tx, connection, domain));
            if (!done) {
                throw new Problem.NotFound("There is no connection " + connection + " that claims " + domain + ".");
            }
        } catch (IntegrityConstraintViolationException e) {
            throw new Problem.Conflict("domain", "is another connection's already; take it from that one first");
        }
    }

    private void requireAdministrator(Caller caller) {
        caller.require(Permission.SYSTEM_MANAGE);
        if (!isAdministrator(caller)) {
            throw new Problem.Forbidden("This is for who looks after the installation.");
        }
    }

    private boolean isAdministrator(Caller caller) {
        return users.person(caller.person()).map(Person::administrator).orElse(false);
    }

    /** Whoever may approve domains need not ask themselves. */
    private void approveOwn(Tx tx, Caller caller, Connection connection) {
        for (var domain : connection.domains()) {
            if (!domain.approved() && store.ownerOf(tx, domain.name()).isEmpty()) {
                store.approve(tx, connection.id(), domain.name(), caller.person());
            }
        }
    }

    private Connection tell(Tx tx, Caller caller, @Nullable Connection before, UUID id, boolean secretChanged) {
        var after = require(tx, id);
        journal.record(tx, caller.person(), new SsoChanged(id, before == null ? null : settings(before, false),
                settings(after, secretChanged)));
        return after;
    }

    private static SsoChanged.Settings settings(Connection c, boolean secretChanged) {
        return new SsoChanged.Settings(c.name(), c.issuer(), c.clientId(),
                c.domains().stream().map(d -> d.approved() ? "+" + d.name() : d.name()).toList(), c.mode().word(), c.provision(),
                c.defaultRole(), secretChanged, c.provenAt() != null);
    }

    private void check(Caller caller, Wish wish) {
        if (wish.defaultRole() == Role.OWNER) {
            throw new Problem.Invalid("defaultRole", "must be admin, member or guest; an owner is made from a member");
        }
        if (!caller.permissions().containsAll(Policy.of(wish.defaultRole()))) {
            throw new Problem.Invalid("defaultRole", "gives more than you may yourself");
        }
        if (wish.domains().size() > MOST_DOMAINS) {
            throw new Problem.Invalid("domains", "must be at most " + MOST_DOMAINS);
        }
        if (wish.clientSecret() != null && wish.clientSecret().isBlank()) {
            throw new Problem.Invalid("clientSecret", "must not be empty; leave it out to keep the one that is there");
        }
        requireAddress(issuers, wish.issuer().strip());
    }

    /** Spelling only: whether anybody is there, the test tells. */
    static void requireAddress(Issuers issuers, String issuer) {
        try {
            var address = URI.create(issuer);
            if (address.getRawQuery() != null || address.getRawFragment() != null) {
                throw new IssuerFailure("'" + issuer + "' must be the address without what comes after ? or #.");
            }
            issuers.requireSpelling(address);
        } catch (IllegalArgumentException e) {
            throw new Problem.Invalid("issuer", "'" + issuer + "' is no address such as https://login.example.org");
        } catch (IssuerFailure e) {
            throw new Problem.Invalid("issuer", e.sentence());
        }
    }

    private static List<Domain> domains(Wish wish, List<Domain> before) {
        return wish.domains().stream().map(Domains::require).distinct()
                .map(name -> new Domain(name, before.stream().anyMatch(d -> d.approved() && d.name().equals(name)))).toList();
    }

    private static Problem unproven() {
        return new Problem.Invalid("mode", "can be forced only after an admin has come back from a sign-in with exactly this issuer,"
                + " client id and secret: save as optional, try the sign-in, then force it");
    }

    private Connection require(Tx tx, UUID id) {
        return store.find(tx, id).orElseThrow(() -> new Problem.NotFound("connection", id));
    }
}
