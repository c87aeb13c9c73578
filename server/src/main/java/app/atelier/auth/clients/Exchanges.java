package app.atelier.auth.clients;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

import app.atelier.auth.clients.ClientEvents.GrantCreated;
import app.atelier.auth.keys.AccessTokens;
import app.atelier.auth.tokens.MachineKeys;
import app.atelier.auth.tokens.Scopes;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.secrets.MarkedTokens;
import app.atelier.platform.secrets.Tokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.TokenVerifier.InvalidToken;
import app.atelier.users.Membership;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Clients exchange what they hold for tokens (OAuth 2.1 draft §3.2), and give tokens back (RFC 7009). */
@Component
class Exchanges {

    private static final char REFRESH = 'r';
    private static final Duration IDLE = Duration.ofDays(30);
    private static final Duration ABSOLUTE = Duration.ofDays(365);
    /** RFC 7636 §4.1. */
    private static final String VERIFIER = "[A-Za-z0-9._~-]{43,128}";

    private final Db db;
    private final ClientStore clients;
    private final GrantStore store;
    private final Grants grants;
    private final MachineKeys keys;
    private final AccessTokens tokens;
    private final UserAccess users;
    private final Journal journal;

    Exchanges(Db db, ClientStore clients, GrantStore store, Grants grants, MachineKeys keys, AccessTokens tokens,
            UserAccess users, Journal journal) {
        this.db = db;
        this.clients = clients;
        this.store = store;
        this.grants = grants;
        this.keys = keys;
        this.tokens = tokens;
        this.users = users;
        this.journal = journal;
    }

    /** Who says to be a client, and by what. */
    record Credentials(@Nullable String clientId, @Nullable String secret) {
    }

    /** A client that proved itself, as far as it can. */
    record Proven(UUID organization, ApiClient client) {
    }

    record Issued(String accessToken, String refreshToken, Set<Permission> scopes) {
    }

    /** @throws OAuthError invalid_client */
    Proven prove(Credentials credentials) {
        if (credentials.clientId() == null) {
            throw OAuthError.invalidClient();
        }
        var place = keys.find(MachineKeys.Kind.CLIENT, credentials.clientId()).orElseThrow(OAuthError::invalidClient);
        return db.in(place.organization(), tx -> {
            var client = clients.find(tx, place.subject()).orElseThrow(OAuthError::invalidClient);
            var hash = clients.secretHash(tx, client.id());
            var secret = credentials.secret();
            if (hash != null && (secret == null || !MessageDigest.isEqual(hash, Tokens.hash(secret)))) {
                throw OAuthError.invalidClient();
            }
            return new Proven(place.organization(), client);
        });
    }

    /**
     * Exchanges a code. One that comes a second time was seen by somebody else, so what came of it ends (RFC 6749 §4.1.2).
     *
     * @param redirectUri may be left out (OAuth 2.1 draft §10.2); what is sent must be the code's
     */
    Issued code(Proven by, String code, String verifier, @Nullable String redirectUri) {
        if (!verifier.matches(VERIFIER)) {
            throw OAuthError.invalidRequest("code_verifier must have 43 to 128 characters (PKCE)");
        }
        var place = keys.find(MachineKeys.Kind.CODE, code).filter(p -> p.organization().equals(by.organization()))
                .orElseThrow(Exchanges::badCode);
        var used = db.in(by.organization(), tx -> {
            var first = store.use(tx, place.subject());
            if (first.isEmpty()) {
                store.grantOfCode(tx, place.subject()).ifPresent(g -> grants.end(tx, null, g, "its code was used twice"));
            }
            return first;
        }).orElseThrow(Exchanges::badCode);
        if (!used.clientId().equals(by.client().id()) || !used.expiresAt().isAfter(Instant.now())
                || redirectUri != null && !redirectUri.equals(used.redirectUri()) || !fits(verifier, used.challenge())) {
            throw badCode();
        }
        var membership = membership(used.personId(), by.organization());
        return db.in(by.organization(), tx -> {
            var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
            var grant = new Grant(Ids.next(), by.client().id(), used.personId(), used.scopes(), now, now, now.plus(ABSOLUTE));
            store.insert(tx, grant);
            store.ledTo(tx, used.id(), grant.id());
            journal.record(tx, used.personId(), new GrantCreated(grant.id(), grant.personId(), by.client().id(), by.client().name(), grant.scopes()));
            return issue(tx, membership, grant, grant.scopes());
        });
    }

    private static OAuthError badCode() {
        return OAuthError.invalidGrant("The code is unknown, used, expired or another client's, or does not fit what it was asked with.");
    }

    private static boolean fits(String verifier, String challenge) {
        var hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(verifier));
        return MessageDigest.isEqual(hash.getBytes(StandardCharsets.US_ASCII), challenge.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Exchanges a refresh token for the next. One that comes a second time has been stolen, by the first user or the
     * second, so the grant ends (RFC 9700 §4.14.2).
     *
     * @param scope less than was allowed, for this access token; null: all
     */
    Issued refresh(Proven by, String token, @Nullable String scope) {
        var place = keys.find(MachineKeys.Kind.REFRESH, token).filter(p -> p.organization().equals(by.organization()))
                .orElseThrow(Exchanges::badRefresh);
        var grant = db.in(by.organization(), tx -> {
            var known = store.grantOfRefresh(tx, place.subject()).flatMap(id -> store.live(tx, id))
                    .filter(g -> g.clientId().equals(by.client().id()));
            if (known.isPresent() && store.useRefresh(tx, place.subject()).isEmpty()) {
                grants.end(tx, null, known.get(), "refresh token used twice");
                return java.util.Optional.<Grant>empty();
            }
            return known;
        }).orElseThrow(Exchanges::badRefresh);
        var narrowed = narrowed(grant, scope);
        var membership = membership(grant.personId(), by.organization());
        return db.in(by.organization(), tx -> {
            store.touch(tx, grant.id());
            keys.forget(tx, store.forgetRefreshes(tx, grant.id()));
            return issue(tx, membership, grant, narrowed);
        });
    }

    private static OAuthError badRefresh() {
        return OAuthError.invalidGrant("The refresh token is unknown, used, expired or another client's, or was taken back.");
    }

    private static Set<Permission> narrowed(Grant grant, @Nullable String scope) {
        if (scope == null || scope.isBlank()) {
            return grant.scopes();
        }
        try {
            var wanted = Scopes.of(scope);
            if (grant.scopes().containsAll(wanted)) {
                return wanted;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new OAuthError("invalid_scope", "scope must not hold more than was allowed.");
    }

    private Issued issue(Tx tx, Membership member, Grant grant, Set<Permission> scopes) {
        var refresh = MarkedTokens.random(REFRESH);
        var id = Ids.next();
        store.insertRefresh(tx, id, grant.id(), Instant.now().plus(IDLE));
        keys.keep(tx, MachineKeys.Kind.REFRESH, refresh, id);
        var access = tokens.issue(new Caller(member.personId(), member.organizationId(), member.role(), grant.id(),
                member.permissions(), scopes));
        return new Issued(access, refresh, scopes);
    }

    private Membership membership(UUID person, UUID organization) {
        return users.memberships(person).stream().filter(m -> m.organizationId().equals(organization)).findFirst()
                .orElseThrow(() -> OAuthError.invalidGrant("The person no longer belongs to the organization."));
    }

    /** Ends the grant a token belongs to. What is no token of this client's is passed over (RFC 7009 §2.2). */
    void giveBack(Proven by, String token) {
        var place = keys.find(MachineKeys.Kind.REFRESH, token).filter(p -> p.organization().equals(by.organization()));
        db.in(by.organization(), tx -> {
            var grant = place.flatMap(p -> store.grantOfRefresh(tx, p.subject())).orElseGet(() -> grantOfAccess(by, token));
            if (grant != null) {
                store.live(tx, grant).filter(g -> g.clientId().equals(by.client().id()))
                        .ifPresent(g -> grants.end(tx, null, g, "given back by the client"));
            }
            return null;
        });
    }

    private @Nullable UUID grantOfAccess(Proven by, String token) {
        try {
            var caller = tokens.verify(token).caller();
            return caller.organization().equals(by.organization()) ? caller.session() : null;
        } catch (InvalidToken e) {
            return null;
        }
    }
}
