package app.atelier.auth.tokens;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import app.atelier.auth.sessions.Endings;
import app.atelier.auth.tokens.TokenEvents.TokenCreated;
import app.atelier.auth.tokens.TokenEvents.TokenEnded;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.secrets.MarkedTokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.StepUp;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * People make tokens for their scripts, and those who manage access make tokens for the organization's systems. Either
 * acts for whoever made it, within its scopes, and ends when they leave.
 */
@Component
public class ApiTokens {

    private static final Duration USUAL = Duration.ofDays(90);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int MOST = 100;

    private final Db db;
    private final ApiTokenStore store;
    private final MachineKeys keys;
    private final Endings endings;
    private final StepUp stepUp;
    private final Journal journal;

    ApiTokens(Db db, ApiTokenStore store, MachineKeys keys, Endings endings, StepUp stepUp, Journal journal) {
        this.db = db;
        this.store = store;
        this.keys = keys;
        this.endings = endings;
        this.stepUp = stepUp;
        this.journal = journal;
    }

    /** @param secret shown now and never again */
    record Made(String secret, ApiToken token) {
    }

    List<ApiToken> all(Caller caller, TokenKind kind) {
        caller.require(needed(kind));
        return db.in(caller.organization(), tx -> of(tx, caller, kind));
    }

    /** @param expiresAt null: in 90 days */
    Made make(Caller caller, TokenKind kind, String name, Collection<Permission> scopes, @Nullable Instant expiresAt) {
        caller.require(needed(kind));
        if (caller.scope() != null) {
            throw new Problem.Forbidden("Tokens are made by people, so that a stolen one cannot make itself permanent. Sign in.");
        }
        stepUp.require(caller);
        var allowed = Scopes.inGiftOf(caller, scopes);
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var until = expiresAt == null ? now.plus(USUAL) : expiresAt.truncatedTo(ChronoUnit.MICROS);
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw new Problem.Invalid("expiresAt", "must lie in the future, and within a year");
        }
        var secret = MarkedTokens.random(kind.letter());
        var token = new ApiToken(Ids.next(), kind, caller.person(), name.strip(), allowed, MarkedTokens.begins(secret), now, until, null);
        return db.in(caller.organization(), tx -> {
            if (of(tx, caller, kind).size() >= MOST) {
                throw new Problem.Invalid("name", "would be that of token " + (MOST + 1) + "; end some you no longer need");
            }
            store.insert(tx, token);
            keys.keep(tx, MachineKeys.Kind.TOKEN, secret, token.id());
            journal.record(tx, caller.person(), new TokenCreated(token));
            return new Made(secret, token);
        });
    }

    void end(Caller caller, TokenKind kind, UUID id) {
        caller.require(needed(kind));
        db.in(caller.organization(), tx -> {
            var token = store.find(tx, id)
                    .filter(t -> t.kind() == kind && (kind == TokenKind.ORGANIZATION || t.personId().equals(caller.person())))
                    .orElseThrow(() -> new Problem.NotFound("token", id));
            end(tx, caller.person(), token, "revoked");
            return null;
        });
    }

    /** Ends all that act for somebody who is gone. */
    public void endOf(Tx tx, UUID person, Instant until) {
        store.actingFor(tx, person).stream().filter(t -> !t.createdAt().isAfter(until))
                .forEach(t -> end(tx, null, t, "no longer a member"));
    }

    private void end(Tx tx, @Nullable UUID actor, ApiToken token, String reason) {
        if (store.end(tx, token.id(), reason)) {
            journal.record(tx, actor, new TokenEnded(token, reason));
            keys.forget(tx, List.of(token.id()));
            endings.markAll(tx, List.of(token.id()));
        }
    }

    private List<ApiToken> of(Tx tx, Caller caller, TokenKind kind) {
        return kind == TokenKind.PERSONAL ? store.personal(tx, caller.person()) : store.ofOrganization(tx);
    }

    private static Permission needed(TokenKind kind) {
        return kind == TokenKind.PERSONAL ? Permission.SELF_SECURITY : Permission.ACCESS_MANAGE;
    }
}
