package app.atelier.files.store;

import static app.schema.files.Tables.FILE;
import static app.schema.files.Tables.USAGE;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.files.tables.records.FileRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Files in the database. */
@Component
class FileStore {

    /** Where a page of files ended. */
    record Place(Instant createdAt, UUID id) {
    }

    /**
     * A file with where its bytes are.
     *
     * @param sealedKey the key they are encrypted with, itself sealed
     */
    record Kept(File file, String blob, byte[] sealedKey) {
    }

    Optional<Kept> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(FILE).where(FILE.ORGANIZATION_ID.eq(tx.organization()), FILE.ID.eq(id))
                .fetchOptional(row -> new Kept(file(row), row.getBlob(), row.getDataKey()));
    }

    /** Of one task, oldest first. */
    List<File> ofTask(Tx tx, UUID task, @Nullable Place after, int limit) {
        return tx.sql().selectFrom(FILE)
                .where(FILE.ORGANIZATION_ID.eq(tx.organization()), FILE.TASK_ID.eq(task), after == null
                        ? DSL.noCondition() : row(FILE.CREATED_AT, FILE.ID).gt(row(val(after.createdAt()), val(after.id()))))
                .orderBy(FILE.CREATED_AT, FILE.ID).limit(limit).fetch(FileStore::file);
    }

    /** False when the id is taken. */
    boolean insert(Tx tx, Kept kept) {
        var file = kept.file();
        return tx.sql().insertInto(FILE)
                .set(FILE.ORGANIZATION_ID, tx.organization())
                .set(FILE.ID, file.id())
                .set(FILE.TASK_ID, file.taskId())
                .set(FILE.PROJECT_ID, file.projectId())
                .set(FILE.NAME, file.name())
                .set(FILE.SIZE, file.size())
                .set(FILE.TYPE, file.type())
                .set(FILE.SHA256, HexFormat.of().parseHex(file.sha256()))
                .set(FILE.BLOB, kept.blob())
                .set(FILE.DATA_KEY, kept.sealedKey())
                .set(FILE.CREATED_BY, file.createdBy())
                .set(FILE.CREATED_AT, file.createdAt())
                .onConflict(FILE.ORGANIZATION_ID, FILE.ID).doNothing().execute() == 1;
    }

    boolean delete(Tx tx, UUID id) {
        return tx.sql().deleteFrom(FILE).where(FILE.ORGANIZATION_ID.eq(tx.organization()), FILE.ID.eq(id)).execute() == 1;
    }

    /** Deletes the files at these tasks, and returns what they were. */
    List<Kept> deleteAt(Tx tx, Collection<UUID> tasks) {
        return tx.sql().deleteFrom(FILE).where(FILE.ORGANIZATION_ID.eq(tx.organization()), FILE.TASK_ID.in(tasks))
                .returning().fetch(row -> new Kept(file(row), row.getBlob(), row.getDataKey()));
    }

    long usage(Tx tx) {
        var bytes = tx.sql().select(USAGE.BYTES).from(USAGE).where(USAGE.ORGANIZATION_ID.eq(tx.organization())).fetchOne(USAGE.BYTES);
        return bytes == null ? 0 : bytes;
    }

    /** Counts bytes in or out, and returns how many there are then. */
    long count(Tx tx, long bytes) {
        return tx.sql().insertInto(USAGE).set(USAGE.ORGANIZATION_ID, tx.organization()).set(USAGE.BYTES, Math.max(0, bytes))
                .onConflict(USAGE.ORGANIZATION_ID).doUpdate().set(USAGE.BYTES, USAGE.BYTES.plus(bytes))
                .returningResult(USAGE.BYTES).fetchSingle(USAGE.BYTES);
    }

    /** Those of the blobs that belong to files. */
    Set<String> known(Tx tx, Collection<String> blobs) {
        return new HashSet<>(tx.sql().select(FILE.BLOB).from(FILE)
                .where(FILE.ORGANIZATION_ID.eq(tx.organization()), FILE.BLOB.in(blobs)).fetch(FILE.BLOB));
    }

    private static File file(FileRecord row) {
        return new File(row.getId(), row.getTaskId(), row.getProjectId(), row.getName(), row.getSize(), row.getType(),
                HexFormat.of().formatHex(row.getSha256()), row.getCreatedBy(), row.getCreatedAt());
    }
}
