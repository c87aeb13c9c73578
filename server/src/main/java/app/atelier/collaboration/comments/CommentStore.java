package app.atelier.collaboration.comments;

import static app.schema.collaboration.Tables.COMMENT;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.collaboration.tables.records.CommentRecord;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Comments in the database. */
@Component
class CommentStore {

    /** Where a page of comments ended. */
    record Place(Instant createdAt, UUID id) {
    }

    Optional<Comment> find(Tx tx, UUID id) {
        return tx.sql().selectFrom(COMMENT).where(COMMENT.ORGANIZATION_ID.eq(tx.organization()), COMMENT.ID.eq(id))
                .fetchOptional(CommentStore::comment);
    }

    /** Locked until the transaction ends. */
    Optional<Comment> lock(Tx tx, UUID id) {
        return tx.sql().selectFrom(COMMENT).where(COMMENT.ORGANIZATION_ID.eq(tx.organization()), COMMENT.ID.eq(id))
                .forUpdate().fetchOptional(CommentStore::comment);
    }

    /** Of one task, oldest first. */
    List<Comment> ofTask(Tx tx, UUID task, @Nullable Place after, int limit) {
        return tx.sql().selectFrom(COMMENT)
                .where(COMMENT.ORGANIZATION_ID.eq(tx.organization()), COMMENT.TASK_ID.eq(task), after == null
                        ? DSL.noCondition() : row(COMMENT.CREATED_AT, COMMENT.ID).gt(row(val(after.createdAt()), val(after.id()))))
                .orderBy(COMMENT.CREATED_AT, COMMENT.ID).limit(limit).fetch(CommentStore::comment);
    }

    /** False when the id is taken. */
    boolean insert(Tx tx, Comment comment) {
        return tx.sql().insertInto(COMMENT)
                .set(COMMENT.ORGANIZATION_ID, tx.organization())
                .set(COMMENT.ID, comment.id())
                .set(COMMENT.TASK_ID, comment.taskId())
                .set(COMMENT.PROJECT_ID, comment.projectId())
                .set(COMMENT.AUTHOR_ID, comment.authorId())
                .set(COMMENT.AUTHOR_NAME, comment.authorName())
                .set(COMMENT.BODY, comment.body())
                .set(COMMENT.CREATED_AT, comment.createdAt())
                .set(COMMENT.EDITED_AT, comment.editedAt())
                .set(COMMENT.IMPORTED, comment.imported())
                .onConflictDoNothing().execute() == 1;
    }

    void update(Tx tx, Comment comment) {
        tx.sql().update(COMMENT)
                .set(COMMENT.BODY, comment.body())
                .set(COMMENT.EDITED_AT, comment.editedAt())
                .set(COMMENT.VERSION, comment.version())
                .where(COMMENT.ORGANIZATION_ID.eq(tx.organization()), COMMENT.ID.eq(comment.id())).execute();
    }

    void delete(Tx tx, UUID id) {
        tx.sql().deleteFrom(COMMENT).where(COMMENT.ORGANIZATION_ID.eq(tx.organization()), COMMENT.ID.eq(id)).execute();
    }

    void deleteAt(Tx tx, Collection<UUID> tasks) {
        tx.sql().deleteFrom(COMMENT).where(COMMENT.ORGANIZATION_ID.eq(tx.organization()), COMMENT.TASK_ID.in(tasks)).execute();
    }

    private static Comment comment(CommentRecord row) {
        return new Comment(row.getId(), row.getTaskId(), row.getProjectId(), row.getAuthorId(), row.getAuthorName(),
                row.getBody(), row.getCreatedAt(), row.getEditedAt(), row.getVersion(), row.getImported());
    }
}
