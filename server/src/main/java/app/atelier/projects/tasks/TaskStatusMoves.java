package app.atelier.projects.tasks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.projects.project.Status;
import app.atelier.projects.project.StatusMoves;
import app.atelier.projects.tasks.TaskEvents.TaskChanged;
import org.springframework.stereotype.Component;

/** Tasks follow their status when it changes its meaning or goes away. */
@Component
class TaskStatusMoves implements StatusMoves {

    private final TaskStore store;
    private final Journal journal;

    TaskStatusMoves(TaskStore store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    @Override
    public void recategorize(Tx tx, Caller caller, UUID project, Status status) {
        put(tx, caller, status.id(), status);
    }

    @Override
    public void moveAll(Tx tx, Caller caller, UUID project, UUID from, Status to) {
        put(tx, caller, from, to);
    }

    private void put(Tx tx, Caller caller, UUID from, Status to) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (var before : store.inStatus(tx, from, true)) {
            var after = before.edited(TaskEdit.of(before).withStatus(to.id()), to.category(), now);
            var changes = before.changesTo(after);
            if (!changes.isEmpty()) {
                store.update(tx, before, after);
                journal.record(tx, caller.person(), new TaskChanged(after.id(), after.projectId(), after.summary().key(),
                        after.summary().title(), changes.before(), changes.after()));
            }
        }
        // Nobody sees what lies in the trash change; if it comes back, the journal tells it whole.
        for (var before : store.inStatus(tx, from, false)) {
            store.update(tx, before, before.edited(TaskEdit.of(before).withStatus(to.id()), to.category(), now));
        }
    }
}
