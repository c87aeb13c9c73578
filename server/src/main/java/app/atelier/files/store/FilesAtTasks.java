package app.atelier.files.store;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.projects.ProjectAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Attaching files to tasks. Whoever sees a task sees its files. */
@Component
class FilesAtTasks {

    private final Db db;
    private final FileStore store;
    private final Vault vault;
    private final ProjectAccess projects;
    private final Journal journal;
    private final long quota;

    FilesAtTasks(Db db, FileStore store, Vault vault, ProjectAccess projects, Journal journal, FilesProperties properties) {
        this.db = db;
        this.store = store;
        this.vault = vault;
        this.projects = projects;
        this.journal = journal;
        this.quota = properties.quota().toBytes();
    }

    /** @param isNew false when a repeated upload found what the first one brought */
    record Attached(File file, boolean isNew) {
    }

    /** @param declaredSize -1 when the sender did not say */
    Attached attach(Caller caller, @Nullable UUID id, UUID taskId, String name, @Nullable String declaredType,
            long declaredSize, InputStream body) throws IOException {
        var task = task(caller, taskId);
        require(caller, task.projectId(), Permission.WORK_EDIT);
        requireRoom(db.in(caller.organization(), store::usage) + Math.max(0, declaredSize));
        var taken = vault.take(caller.organization(), body);
        var clean = FileNames.clean(name);
        var file = new File(id == null ? Ids.next() : id, taskId, task.projectId(), clean, taken.size(),
                FileTypes.decide(declaredType, clean, taken.head()), taken.sha256(), caller.person(),
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        var kept = false;
        try {
            var attached = db.in(caller.organization(), tx -> keep(tx, caller, task, new FileStore.Kept(file, taken.blob(), taken.sealedKey())));
            kept = attached.isNew();
            return attached;
        } finally {
            if (!kept) {
                vault.discard(taken.blob());
            }
        }
    }

    private Attached keep(Tx tx, Caller caller, ProjectAccess.TaskRef task, FileStore.Kept kept) {
        var file = kept.file();
        if (!store.insert(tx, kept)) {
            return store.find(tx, file.id()).map(FileStore.Kept::file).filter(file::isSame)
                    .map(known -> new Attached(known, false))
                    .orElseThrow(() -> new Problem.Conflict("id", "belongs to another file already"));
        }
        requireRoom(store.count(tx, file.size()));
        journal.record(tx, caller.person(), new FileEvents.FileCreated(file, task.key(), task.title()));
        return new Attached(file, true);
    }

    private void requireRoom(long bytes) {
        if (bytes > quota) {
            throw new Problem.Conflict("quota-exceeded", "There is no room left", "Your organization's files may take "
                    + quota + " bytes together; delete some, or ask whoever runs Atelier for more (ATELIER_FILES_QUOTA).");
        }
    }

    Page<File> of(Caller caller, UUID taskId, @Nullable String cursor, int limit) {
        task(caller, taskId);
        var after = cursor == null ? null : place(cursor);
        var rows = db.in(caller.organization(), tx -> store.ofTask(tx, taskId, after, limit + 1));
        return Page.of(rows, limit, f -> Page.cursor(f.createdAt(), f.id()));
    }

    private static FileStore.Place place(String cursor) {
        var keys = Page.keys(cursor, 2);
        try {
            return new FileStore.Place(Instant.parse(keys.getFirst()), UUID.fromString(keys.getLast()));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }

    /** A file at a task that the caller does not see answers like none at all. */
    FileStore.Kept visible(Caller caller, UUID id) {
        return db.in(caller.organization(), tx -> store.find(tx, id))
                .filter(k -> projects.task(caller, k.file().taskId()).isPresent())
                .orElseThrow(() -> new Problem.NotFound("file", id));
    }

    void delete(Caller caller, UUID id) {
        var kept = visible(caller, id);
        require(caller, kept.file().projectId(), Permission.WORK_EDIT);
        if (!caller.person().equals(kept.file().createdBy()) && !caller.may(Permission.ORGANIZATION_MANAGE)) {
            throw new Problem.Forbidden("Only who attached a file, or an owner or admin, may delete it.");
        }
        db.in(caller.organization(), tx -> {
            if (!store.delete(tx, id)) {
                throw new Problem.NotFound("file", id);
            }
            store.count(tx, -kept.file().size());
            journal.record(tx, caller.person(), new FileEvents.FileDeleted(kept.file()));
            tx.afterCommit(() -> vault.discard(kept.blob()));
            return null;
        });
    }

    private void require(Caller caller, UUID project, Permission permission) {
        if (!projects.may(caller, project, permission)) {
            throw new Problem.Forbidden("This needs the permission " + permission.word()
                    + " in the project. Ask who leads it, or an owner or admin.");
        }
    }

    private ProjectAccess.TaskRef task(Caller caller, UUID taskId) {
        return projects.task(caller, taskId).orElseThrow(() -> new Problem.NotFound("task", taskId));
    }
}
