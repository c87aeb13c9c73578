package app.atelier.collaboration.activity;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

import app.atelier.collaboration.sight.Sights;
import app.atelier.platform.db.Db;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.security.Requires;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.projects.ProjectAccess;
import app.atelier.users.Person;
import app.atelier.users.UserAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The activity feed over HTTP. */
@RestController
@Tag(name = "collaboration")
class ActivityApi {

    private final Db db;
    private final ActivityStore store;
    private final Sights sights;
    private final ProjectAccess projects;
    private final UserAccess users;

    ActivityApi(Db db, ActivityStore store, Sights sights, ProjectAccess projects, UserAccess users) {
        this.db = db;
        this.store = store;
        this.sights = sights;
        this.projects = projects;
        this.users = users;
    }

    /** @param actorName null when the house itself did it */
    record Item(long seq, Instant at, @Nullable UUID actorId, @Nullable String actorName, String type, String subjectType,
            UUID subjectId, JsonNode data) {
    }

    @Requires(Permission.WORK_READ)
    @GetMapping("/v1/activity")
    @Operation(summary = "What happened, newest first: to a task, in a project, or anywhere the caller sees")
    Page<Item> activity(Caller caller, @RequestParam(required = false) @Nullable UUID projectId,
            @RequestParam(required = false) @Nullable UUID taskId, @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Page.limit(limit);
        var page = Page.of(entries(caller, projectId, taskId, cursor == null ? null : seq(cursor), size + 1), size,
                e -> Page.cursor(e.seq()));
        var names = names(caller, page.items());
        return new Page<>(page.items().stream().map(e -> new Item(e.seq(), e.at(), e.actorId(),
                e.actorId() == null ? null : names.get(e.actorId()), e.type(), e.subjectType(), e.subjectId(), e.data()))
                .toList(), page.next());
    }

    private List<JournalEntry> entries(Caller caller, @Nullable UUID projectId, @Nullable UUID taskId,
            @Nullable Long before, int limit) {
        if (taskId != null) {
            var task = projects.task(caller, taskId).orElseThrow(() -> new Problem.NotFound("task", taskId));
            return db.replica(caller.organization(), tx -> store.ofTask(tx, task.projectId(), taskId, before, limit));
        }
        if (projectId != null) {
            var _ = projects.project(caller, projectId).orElseThrow(() -> new Problem.NotFound("project", projectId));
            return db.replica(caller.organization(), tx -> store.ofProject(tx, projectId, before, limit));
        }
        var sight = sights.of(caller);
        return db.replica(caller.organization(), tx -> store.seenBy(tx, sight, before, limit));
    }

    private static long seq(String cursor) {
        try {
            return Long.parseLong(Page.keys(cursor, 1).getFirst());
        } catch (NumberFormatException e) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }

    /** Names as they are today; people who left keep theirs. */
    private Map<UUID, String> names(Caller caller, List<JournalEntry> entries) {
        var ids = entries.stream().map(JournalEntry::actorId).filter(Objects::nonNull).collect(Collectors.toSet());
        var names = new HashMap<UUID, String>();
        users.members(caller.organization(), ids).forEach(p -> names.put(p.id(), p.name()));
        ids.stream().filter(id -> !names.containsKey(id))
                .forEach(id -> users.person(id).map(Person::name).ifPresent(name -> names.put(id, name)));
        return names;
    }
}
