package app.atelier.projects.project;

import static app.schema.projects.Tables.PROJECT;
import static app.schema.projects.Tables.TASK;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What lies in the trash for good. */
@Component
class TrashStore {

    private static final int BATCH = 500;

    /** What the trash no longer holds. */
    record Gone(List<UUID> tasks, List<UUID> projects) {

        int size() {
            return tasks.size() + projects.size();
        }
    }

    /**
     * Deletes what went to the trash before {@code before}, a batch at most.
     *
     * @return what went
     */
    Gone empty(Tx tx, Instant before) {
        var old = tx.sql().select(TASK.ID).from(TASK)
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.DELETED_AT.lt(before)).limit(BATCH).fetch(TASK.ID);
        if (!old.isEmpty()) {
            // A task that outlived its parent's trash, or lies there for a shorter time, stands on its own from now on.
            tx.sql().update(TASK).setNull(TASK.PARENT_ID)
                    .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.PARENT_ID.in(old)).execute();
            tx.sql().deleteFrom(TASK).where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.ID.in(old)).execute();
        }
        var project = tx.sql().select(PROJECT.ID).from(PROJECT)
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.DELETED_AT.lt(before)).limit(1).fetchOne(PROJECT.ID);
        if (project == null) {
            return new Gone(old, List.of());
        }
        tx.sql().update(TASK).setNull(TASK.PARENT_ID).setNull(TASK.MILESTONE_ID)
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.PROJECT_ID.eq(project),
                        DSL.or(TASK.PARENT_ID.isNotNull(), TASK.MILESTONE_ID.isNotNull())).execute();
        var tasks = new ArrayList<>(old);
        tasks.addAll(tx.sql().deleteFrom(TASK)
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.PROJECT_ID.eq(project))
                .returningResult(TASK.ID).fetch(row -> row.value1()));
        tx.sql().deleteFrom(PROJECT).where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.eq(project)).execute();
        return new Gone(tasks, List.of(project));
    }
}
