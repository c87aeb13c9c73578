package app.atelier.users.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import app.atelier.platform.db.Db;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Those who may read the audit log search it, take it with them, and prove that it is whole. */
@Component
class AuditLog {

    private static final int PIECE = 1_000;

    private final Db db;
    private final AuditStore store;
    private final Journal journal;

    AuditLog(Db db, AuditStore store, Journal journal) {
        this.db = db;
        this.store = store;
        this.journal = journal;
    }

    Page<AuditEntry> search(Caller caller, AuditQuery query, @Nullable String cursor, @Nullable Integer limit) {
        caller.require(Permission.AUDIT_READ);
        var size = Page.limit(limit);
        var before = cursor == null ? null : number(cursor);
        return Page.of(db.in(caller.organization(), tx -> store.newest(tx, query, before, size + 1)), size, e -> Page.cursor(e.number()));
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(Page.keys(cursor, 1).getFirst());
        } catch (NumberFormatException e) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }

    /** Notes that somebody takes it along. */
    void noteExport(Caller caller, AuditFormat format, AuditQuery query) {
        caller.require(Permission.AUDIT_READ);
        db.in(caller.organization(), tx -> {
            journal.record(tx, caller.person(), new AuditExported(caller.organization(), format, query));
            return null;
        });
    }

    /** Writes what fits, oldest first. */
    void export(Caller caller, AuditFormat format, AuditQuery query, OutputStream out) throws IOException {
        try (var writer = format.writer(out)) {
            List<AuditEntry> rows;
            long after = 0;
            do {
                var from = after;
                rows = db.in(caller.organization(), tx -> store.oldest(tx, query, from, PIECE));
                for (var row : rows) {
                    writer.write(row);
                    after = row.number();
                }
            } while (rows.size() == PIECE);
        }
    }

    /** Computes every hash anew. */
    Verification verify(Caller caller) {
        caller.require(Permission.AUDIT_READ);
        return db.snapshot(caller.organization(), tx -> {
            AuditStore.@Nullable Head head;
            try {
                head = store.head(tx).orElse(null);
            } catch (IllegalStateException broken) {
                return Verification.fault(0, 0, "The seal of the log's end does not open: somebody wrote it without the installation's key.");
            }
            if (head == null && (store.mustBe(tx) || !store.chain(tx, 0, 1).isEmpty())) {
                return Verification.fault(0, 1, "The sealed end of the log is missing.");
            }
            var walk = new Verification.Walk(head == null ? AuditStore.Head.NONE : head);
            while (walk.take(store.chain(tx, walk.number(), PIECE))) {
                // Goes on with the next piece.
            }
            return walk.end();
        });
    }
}
