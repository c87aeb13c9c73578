package app.atelier.auth.sessions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import app.atelier.auth.sessions.SessionEvents.SessionEnded;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Revocations;
import app.atelier.platform.security.Revocations.Mark;
import app.atelier.platform.security.RevokedTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Ends sessions so that their tokens die everywhere. The mark is written in the transaction of its cause, and told to
 * all processes once that is durable.
 */
@Component
public class Endings implements RevokedTokens {

    private final Db db;
    private final SessionStore store;
    private final Journal journal;
    private final Revocations revocations;

    Endings(Db db, SessionStore store, Journal journal, Revocations revocations) {
        this.db = db;
        this.store = store;
        this.journal = journal;
        this.revocations = revocations;
    }

    @Override
    public List<Mark> since(Instant when) {
        return db.shared(tx -> store.marksSince(tx, when));
    }

    /** Ends all sessions of a person, in whichever organization. */
    public void endAll(UUID person, @Nullable UUID actor, String reason) {
        end(person, _ -> true, actor, reason);
    }

    /** Ends all but one. */
    public void endOthers(UUID person, UUID but, @Nullable UUID actor, String reason) {
        end(person, s -> !s.id().equals(but), actor, reason);
    }

    /** Ends those of a person's live sessions that are meant, and says how many these were. */
    int end(UUID person, Predicate<Session> which, @Nullable UUID actor, String reason) {
        var meant = db.shared(tx -> store.liveOf(tx, person)).stream().filter(which).toList();
        // An entry belongs to an organization's journal, and so do those of one transaction.
        meant.stream().collect(Collectors.groupingBy(Session::organization)).forEach((organization, sessions) ->
                db.in(organization, tx -> {
                    end(tx, sessions, actor, reason);
                    return null;
                }));
        return meant.size();
    }

    /** Ends these sessions of the transaction's organization. */
    void end(Tx tx, List<Session> sessions, @Nullable UUID actor, String reason) {
        var marks = new ArrayList<Mark>();
        for (var session : sessions) {
            if (store.revoke(tx, session.id(), reason)) {
                marks.add(new Mark(session.id(), null, Instant.now()));
                journal.record(tx, actor, new SessionEnded(session.id(), session.person(),
                        DeviceWords.of(session.userAgent()), session.address(), reason));
            }
        }
        mark(tx, marks);
    }

    /** Lets no token count that the person got for the transaction's organization until now, whatever it belongs to. */
    void endMembership(Tx tx, UUID person, Instant until, String reason) {
        end(tx, store.liveOf(tx, person).stream()
                .filter(s -> s.organization().equals(tx.organization()) && !s.createdAt().isAfter(until)).toList(), null, reason);
        if (until.isAfter(Instant.now().minus(Revocations.KEPT))) {
            mark(tx, List.of(new Mark(person, tx.organization(), until)));
        }
    }

    /** Lets no access token count that names one of these, such as API tokens and what clients were allowed. */
    public void markAll(Tx tx, Collection<UUID> sessions) {
        mark(tx, sessions.stream().map(session -> new Mark(session, null, Instant.now())).toList());
    }

    private void mark(Tx tx, List<Mark> marks) {
        marks.forEach(mark -> store.mark(tx, mark));
        if (!marks.isEmpty()) {
            tx.afterCommit(() -> revocations.tell(marks));
        }
    }
}
