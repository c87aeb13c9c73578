package app.atelier.auth.clients;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import app.atelier.auth.clients.ClientEvents.GrantEnded;
import app.atelier.auth.sessions.Endings;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** People see what they allowed clients, and take it back. */
@Component
public class Grants {

    private final Db db;
    private final GrantStore store;
    private final Endings endings;
    private final Journal journal;

    Grants(Db db, GrantStore store, Endings endings, Journal journal) {
        this.db = db;
        this.store = store;
        this.endings = endings;
        this.journal = journal;
    }

    List<GrantStore.Named> mine(Caller caller) {
        caller.require(Permission.SELF_SECURITY);
        return db.in(caller.organization(), tx -> store.named(tx, caller.person()));
    }

    void end(Caller caller, UUID id) {
        caller.require(Permission.SELF_SECURITY);
        db.in(caller.organization(), tx -> {
            var grant = store.live(tx, id).filter(g -> g.personId().equals(caller.person()))
                    .orElseThrow(() -> new Problem.NotFound("grant", id));
            end(tx, caller.person(), grant, "revoked");
            return null;
        });
    }

    /** Ends all that act for somebody who is gone. */
    public void endOf(Tx tx, UUID person, Instant until) {
        store.ofPerson(tx, person).stream().filter(g -> !g.createdAt().isAfter(until))
                .forEach(g -> end(tx, null, g, "no longer a member"));
    }

    void endAllOf(Tx tx, UUID actor, UUID client) {
        store.ofClient(tx, client).forEach(g -> end(tx, actor, g, "the client was deleted"));
    }

    void end(Tx tx, @Nullable UUID actor, Grant grant, String reason) {
        if (store.end(tx, grant.id(), reason)) {
            journal.record(tx, actor, new GrantEnded(grant.id(), grant.personId(), grant.clientId(), reason));
            endings.markAll(tx, List.of(grant.id()));
        }
    }
}
