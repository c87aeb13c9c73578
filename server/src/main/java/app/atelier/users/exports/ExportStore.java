package app.atelier.users.exports;

import static app.schema.users.Tables.EXPORT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.users.tables.records.ExportRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Exports in the database; their files are blobs. */
@Component
class ExportStore {

    void insert(Tx tx, Export export) {
        tx.sql().insertInto(EXPORT)
                .set(EXPORT.ORGANIZATION_ID, tx.organization())
                .set(EXPORT.ID, export.id())
                .set(EXPORT.STATE, export.state().word())
                .set(EXPORT.CREATED_BY, export.createdBy())
                .set(EXPORT.CREATED_AT, export.createdAt())
                .set(EXPORT.BEAT_AT, export.beatAt())
                .execute();
    }

    Optional<Export> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(EXPORT).where(EXPORT.ORGANIZATION_ID.eq(tx.organization()), EXPORT.ID.eq(id))
                .fetchOptional(ExportStore::export);
    }

    /** Newest first. */
    List<Export> newest(Tx tx, int limit) {
        return tx.sql().selectFrom(EXPORT).where(EXPORT.ORGANIZATION_ID.eq(tx.organization()))
                .orderBy(EXPORT.CREATED_AT.desc(), EXPORT.ID.desc()).limit(limit).fetch(ExportStore::export);
    }

    /** Notes how far it is; false when it is not to go on. */
    boolean beat(Tx tx, UUID id, long done, long total) {
        return tx.sql().update(EXPORT).set(EXPORT.DONE, done).set(EXPORT.TOTAL, total).set(EXPORT.BEAT_AT, Instant.now())
                .where(EXPORT.ORGANIZATION_ID.eq(tx.organization()), EXPORT.ID.eq(id), EXPORT.STATE.eq(Export.State.RUNNING.word()))
                .execute() == 1;
    }

    /** Ends one that runs; false when it has ended already. */
    boolean end(Tx tx, UUID id, Export.State state, @Nullable Long size, byte @Nullable [] dataKey, @Nullable String problem) {
        return tx.sql().update(EXPORT).set(EXPORT.STATE, state.word()).set(EXPORT.SIZE, size).set(EXPORT.DATA_KEY, dataKey)
                .set(EXPORT.PROBLEM, problem).set(EXPORT.BEAT_AT, Instant.now())
                .where(EXPORT.ORGANIZATION_ID.eq(tx.organization()), EXPORT.ID.eq(id), EXPORT.STATE.eq(Export.State.RUNNING.word()))
                .execute() == 1;
    }

    private static Export export(ExportRecord row) {
        return new Export(row.getId(), Export.State.of(row.getState()), row.getDone(), row.getTotal(), row.getSize(), row.getDataKey(),
                row.getProblem(), row.getCreatedBy(), row.getCreatedAt(), row.getBeatAt());
    }
}
