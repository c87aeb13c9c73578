package app.atelier.collaboration.comments;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Tx;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.platform.web.Versions;
import app.atelier.projects.ProjectAccess;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Talking about tasks. Who may comment in its project talks about a task; only authors change what they said. */
@Component
class Comments {

    private final Db db;
    private final CommentStore store;
    private final ProjectAccess projects;
    private final UserAccess users;
    private final Journal journal;

    Comments(Db db, CommentStore store, ProjectAccess projects, UserAccess users, Journal journal) {
        this.db = db;
        this.store = store;
        this.projects = projects;
        this.users = users;
        this.journal = journal;
    }

    Page<Comment> of(Caller caller, UUID taskId, @Nullable String cursor, int limit) {
        task(caller, taskId);
        var after = cursor == null ? null : place(cursor);
        var rows = db.in(caller.organization(), tx -> store.ofTask(tx, taskId, after, limit + 1));
        return Page.of(rows, limit, c -> Page.cursor(c.createdAt(), c.id()));
    }

    private static CommentStore.Place place(String cursor) {
        var keys = Page.keys(cursor, 2);
        try {
            return new CommentStore.Place(Instant.parse(keys.getFirst()), UUID.fromString(keys.getLast()));
        } catch (java.time.DateTimeException | IllegalArgumentException e) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }

    /** @param isNew false when a repeated request found what the first one made */
    record Written(Comment comment, boolean isNew) {
    }

    Written write(Caller caller, @Nullable UUID id, UUID taskId, String body) {
        requireText(body);
        var task = task(caller, taskId);
        requireTalk(caller, task.projectId());
        var author = users.person(caller.person()).orElseThrow(Problem.Unauthenticated::new);
        var comment = new Comment(id == null ? Ids.next() : id, taskId, task.projectId(), author.id(), author.name(), body,
                now(), null, 1, false);
        var mentioned = mentioned(caller.organization(), body);
        return db.in(caller.organization(), tx -> {
            if (!store.insert(tx, comment)) {
                return new Written(repeated(tx, comment), false);
            }
            journal.record(tx, caller.person(), new CommentEvents.CommentCreated(comment, task.key(), task.title(),
                    task.projectName(), task.assigneeIds(), mentioned));
            return new Written(comment, true);
        });
    }

    private Comment repeated(Tx tx, Comment wanted) {
        return store.find(tx, wanted.id()).filter(c -> c.isSame(wanted.taskId(), wanted.authorId(), wanted.body()))
                .orElseThrow(() -> new Problem.Conflict("id", "belongs to another comment already"));
    }

    Comment edit(Caller caller, UUID id, String body, @Nullable String ifMatch) {
        requireText(body);
        var task = task(caller, visible(caller, id).taskId());
        requireTalk(caller, task.projectId());
        return db.in(caller.organization(), tx -> {
            var before = store.lock(tx, id).orElseThrow(() -> new Problem.NotFound("comment", id));
            if (!caller.person().equals(before.authorId())) {
                throw new Problem.Forbidden("Only who wrote a comment may change it.");
            }
            Versions.require(ifMatch, before.version());
            if (before.body().equals(body)) {
                return before;
            }
            var after = before.edited(body, now());
            store.update(tx, after);
            var known = mentioned(caller.organization(), before.body());
            var called = mentioned(caller.organization(), body).stream().filter(p -> !known.contains(p)).toList();
            journal.record(tx, caller.person(), new CommentEvents.CommentChanged(after, before.body(), task.key(),
                    task.title(), task.projectName(), called));
            return after;
        });
    }

    void delete(Caller caller, UUID id, @Nullable String ifMatch) {
        requireTalk(caller, visible(caller, id).projectId());
        db.in(caller.organization(), tx -> {
            var comment = store.lock(tx, id).orElseThrow(() -> new Problem.NotFound("comment", id));
            if (!caller.person().equals(comment.authorId()) && !caller.may(Permission.ORGANIZATION_MANAGE)) {
                throw new Problem.Forbidden("Only who wrote a comment, or an owner or admin, may delete it.");
            }
            Versions.require(ifMatch, comment.version());
            store.delete(tx, id);
            journal.record(tx, caller.person(), new CommentEvents.CommentDeleted(comment));
            return null;
        });
    }

    private void requireTalk(Caller caller, UUID project) {
        if (!projects.may(caller, project, Permission.WORK_COMMENT)) {
            throw new Problem.Forbidden("This needs the permission " + Permission.WORK_COMMENT.word()
                    + " in the project. Ask who leads it, or an owner or admin.");
        }
    }

    private ProjectAccess.TaskRef task(Caller caller, UUID taskId) {
        return projects.task(caller, taskId).orElseThrow(() -> new Problem.NotFound("task", taskId));
    }

    /** A comment on a task that the caller does not see answers like none at all. */
    private Comment visible(Caller caller, UUID id) {
        return db.in(caller.organization(), tx -> store.find(tx, id))
                .filter(c -> projects.task(caller, c.taskId()).isPresent())
                .orElseThrow(() -> new Problem.NotFound("comment", id));
    }

    private List<UUID> mentioned(UUID organization, String body) {
        var names = Mentions.in(body);
        return names.isEmpty() ? List.of()
                : users.membersByUsername(organization, names).stream().map(Person::id).toList();
    }

    /** PostgreSQL keeps no NUL. */
    private static void requireText(String body) {
        if (body.indexOf('\0') >= 0) {
            throw new Problem.Invalid("body", "must not contain the character NUL");
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
