package app.atelier.projects.imports;

import static app.schema.projects.Tables.IMPORT_RUN;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.projects.tables.records.ImportRunRecord;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Imports that run or ran, in the database. */
@Component
class ImportStore {

    /** An import that has shown no sign of life for so long belonged to a server that stopped. */
    private static final Duration LOST = Duration.ofMinutes(1);
    private static final String LOST_TEXT = "The server stopped during the import; nothing was created. Send the file again.";
    private static final String RUNNING = ImportRun.State.RUNNING.word();
    private static final TypeReference<List<ImportPlan.Notice>> NOTICES = new TypeReference<>() {
    };

    private final JsonMapper json;

    ImportStore(JsonMapper json) {
        this.json = json;
    }

    void insert(Tx tx, ImportRun run, UUID by) {
        tx.sql().insertInto(IMPORT_RUN)
                .set(IMPORT_RUN.ORGANIZATION_ID, tx.organization())
                .set(IMPORT_RUN.ID, run.id())
                .set(IMPORT_RUN.STATE, run.state().word())
                .set(IMPORT_RUN.FORMAT, run.format().word())
                .set(IMPORT_RUN.PROJECT_NAME, run.projectName())
                .set(IMPORT_RUN.TOTAL, run.total())
                .set(IMPORT_RUN.NOTICES, JSONB.valueOf(json.writeValueAsString(run.notices())))
                .set(IMPORT_RUN.CREATED_BY, by)
                .execute();
    }

    Optional<ImportRun> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(IMPORT_RUN)
                .where(IMPORT_RUN.ORGANIZATION_ID.eq(tx.organization()), IMPORT_RUN.ID.eq(id))
                .fetchOptional(this::run);
    }

    /** Shows life and progress; false when the import runs no more, because somebody cancelled it. */
    boolean beat(Tx tx, UUID id, int done) {
        return tx.sql().update(IMPORT_RUN).set(IMPORT_RUN.DONE, done).set(IMPORT_RUN.SEEN_AT, Instant.now())
                .where(IMPORT_RUN.ORGANIZATION_ID.eq(tx.organization()), IMPORT_RUN.ID.eq(id), IMPORT_RUN.STATE.eq(RUNNING))
                .execute() == 1;
    }

    /** Belongs into the transaction that creates the project; false when somebody cancelled it in time. */
    boolean finish(Tx tx, UUID id, UUID project, ImportPlan.Counts created) {
        return tx.sql().update(IMPORT_RUN)
                .set(IMPORT_RUN.STATE, ImportRun.State.DONE.word())
                .set(IMPORT_RUN.DONE, IMPORT_RUN.TOTAL)
                .set(IMPORT_RUN.PROJECT_ID, project)
                .set(IMPORT_RUN.CREATED, JSONB.valueOf(json.writeValueAsString(created)))
                .where(IMPORT_RUN.ORGANIZATION_ID.eq(tx.organization()), IMPORT_RUN.ID.eq(id), IMPORT_RUN.STATE.eq(RUNNING))
                .execute() == 1;
    }

    /** Ends a running import without result; one that has ended already stays as it ended. */
    void end(Tx tx, UUID id, ImportRun.State state, @Nullable String error) {
        tx.sql().update(IMPORT_RUN).set(IMPORT_RUN.STATE, state.word()).set(IMPORT_RUN.ERROR, error)
                .where(IMPORT_RUN.ORGANIZATION_ID.eq(tx.organization()), IMPORT_RUN.ID.eq(id), IMPORT_RUN.STATE.eq(RUNNING))
                .execute();
    }

    private ImportRun run(ImportRunRecord row) {
        var lost = row.getState().equals(RUNNING) && row.getSeenAt().isBefore(Instant.now().minus(LOST));
        var created = row.getCreated();
        return new ImportRun(row.getId(), lost ? ImportRun.State.FAILED : ImportRun.State.of(row.getState()),
                ImportFormat.of(row.getFormat()), row.getProjectName(), row.getTotal(), row.getDone(), row.getProjectId(),
                created == null ? null : json.readValue(created.data(), ImportPlan.Counts.class),
                json.readValue(row.getNotices().data(), NOTICES), lost ? LOST_TEXT : row.getError());
    }
}
