package app.atelier.auth.clients;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import app.atelier.auth.clients.ClientEvents.ApiClientChanged;
import app.atelier.auth.clients.ClientEvents.ApiClientCreated;
import app.atelier.auth.clients.ClientEvents.ApiClientDeleted;
import app.atelier.auth.tokens.MachineKeys;
import app.atelier.auth.tokens.Scopes;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.secrets.MarkedTokens;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.StepUp;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Those who manage access register the programs that their organization's people may connect. */
@Component
class ApiClients {

    /** Marks a client's secret. */
    private static final char SECRET = 's';
    private static final int MOST = 100;

    private final Db db;
    private final ClientStore store;
    private final Grants grants;
    private final MachineKeys keys;
    private final StepUp stepUp;
    private final Journal journal;

    ApiClients(Db db, ClientStore store, Grants grants, MachineKeys keys, StepUp stepUp, Journal journal) {
        this.db = db;
        this.store = store;
        this.grants = grants;
        this.keys = keys;
        this.stepUp = stepUp;
        this.journal = journal;
    }

    /** @param secret shown now and never again; null for a public client */
    record Made(@Nullable String secret, ApiClient client) {
    }

    /** What is said of a client to register or change it. */
    record Draft(String name, List<String> redirectUris, Collection<Permission> scopes) {
    }

    List<ApiClient> all(Caller caller) {
        caller.require(Permission.ACCESS_MANAGE);
        return db.in(caller.organization(), store::all);
    }

    Made register(Caller caller, Draft draft, boolean confidential) {
        caller.require(Permission.ACCESS_MANAGE);
        stepUp.require(caller);
        var client = new ApiClient(Ids.next(), draft.name().strip(), RedirectUris.check(draft.redirectUris()),
                Scopes.grantable(draft.scopes()), confidential, caller.person(), Instant.now().truncatedTo(ChronoUnit.MICROS), 1);
        var secret = confidential ? MarkedTokens.random(SECRET) : null;
        return db.in(caller.organization(), tx -> {
            if (store.all(tx).size() >= MOST) {
                throw new Problem.Invalid("name", "would be that of client " + (MOST + 1) + "; delete some you no longer need");
            }
            store.insert(tx, client, secret);
            keys.keep(tx, MachineKeys.Kind.CLIENT, client.id().toString(), client.id());
            journal.record(tx, caller.person(), new ApiClientCreated(client));
            return new Made(secret, client);
        });
    }

    ApiClient change(Caller caller, UUID id, Draft draft, @Nullable String ifMatch) {
        caller.require(Permission.ACCESS_MANAGE);
        return db.in(caller.organization(), tx -> {
            var before = client(tx, id);
            Versions.require(ifMatch, before.version());
            var after = new ApiClient(id, draft.name().strip(), RedirectUris.check(draft.redirectUris()),
                    Scopes.grantable(draft.scopes()), before.confidential(), before.createdBy(), before.createdAt(), before.version() + 1);
            store.update(tx, after);
            journal.record(tx, caller.person(), new ApiClientChanged(before, after, false));
            return after;
        });
    }

    /** Gives a confidential client another secret; the one before works no more. */
    Made renewSecret(Caller caller, UUID id) {
        caller.require(Permission.ACCESS_MANAGE);
        stepUp.require(caller);
        var secret = MarkedTokens.random(SECRET);
        return db.in(caller.organization(), tx -> {
            var client = client(tx, id);
            if (!client.confidential()) {
                throw new Problem.Conflict("This client is public and has no secret.");
            }
            store.setSecret(tx, id, secret);
            journal.record(tx, caller.person(), new ApiClientChanged(client, client, true));
            return new Made(secret, client);
        });
    }

    /** Everything it was allowed ends with it. */
    void delete(Caller caller, UUID id) {
        caller.require(Permission.ACCESS_MANAGE);
        db.in(caller.organization(), tx -> {
            var client = client(tx, id);
            grants.endAllOf(tx, caller.person(), id);
            keys.forget(tx, List.of(id));
            store.delete(tx, id);
            journal.record(tx, caller.person(), new ApiClientDeleted(client));
            return null;
        });
    }

    private ApiClient client(Tx tx, UUID id) {
        return store.find(tx, id).orElseThrow(() -> new Problem.NotFound("client", id));
    }
}
