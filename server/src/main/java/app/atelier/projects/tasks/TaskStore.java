package app.atelier.projects.tasks;

import static app.schema.projects.Tables.LABEL;
import static app.schema.projects.Tables.PROJECT;
import static app.schema.projects.Tables.STATUS;
import static app.schema.projects.Tables.TASK;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;

import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.platform.web.Problem;
import app.atelier.projects.ProjectAccess.ProjectRef;
import app.atelier.projects.project.ProjectGuard;
import app.atelier.projects.project.StatusCategory;
import app.schema.projects.tables.records.TaskRecord;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Single tasks in the database: read, written, put into the trash and taken out of it. */
@Component
public class TaskStore {

    private static final TypeReference<List<ChecklistItem>> CHECKLIST = new TypeReference<>() {
    };
    private static final SelectField<?>[] WHOLE = whole();

    private final JsonMapper json;

    TaskStore(JsonMapper json) {
        this.json = json;
    }

    private static SelectField<?>[] whole() {
        var fields = new ArrayList<SelectField<?>>(List.of(TASK.fields()));
        fields.add(PROJECT.KEY);
        fields.add(PROJECT.NAME);
        return fields.toArray(SelectField<?>[]::new);
    }

    /** The live task, when the caller may see it. */
    Optional<Task> find(Tx tx, Caller caller, UUID id) {
        return one(tx, TASK.ID.eq(id).and(TASK.DELETED_AT.isNull()).and(ProjectGuard.visible(caller)), false);
    }

    /** The live task, whoever asks. */
    Optional<Task> find(Tx tx, UUID id) {
        return one(tx, TASK.ID.eq(id).and(TASK.DELETED_AT.isNull()).and(PROJECT.DELETED_AT.isNull()), false);
    }

    /**
     * The same, locked until the transaction ends, so that its version cannot move under a change.
     *
     * @throws Problem.Forbidden when the caller may not do this in its project
     * @throws Problem.NotFound  when the caller may not even see it
     */
    Task lock(Tx tx, Caller caller, UUID id, Permission permission) {
        var live = TASK.ID.eq(id).and(TASK.DELETED_AT.isNull()).and(ProjectGuard.visible(caller));
        return one(tx, live.and(ProjectGuard.allows(caller, permission)), true)
                .orElseThrow(() -> one(tx, live, false).isPresent() ? ProjectGuard.refusal(caller, permission)
                        : new Problem.NotFound("task", id));
    }

    /** A task in the trash of a live project. */
    Optional<Task> lockDeleted(Tx tx, Caller caller, UUID id) {
        return one(tx, TASK.ID.eq(id).and(TASK.DELETED_AT.isNotNull()).and(ProjectGuard.visible(caller)), true);
    }

    private Optional<Task> one(Tx tx, Condition which, boolean lock) {
        var query = tx.sql().select(WHOLE).from(TASK)
                .join(PROJECT).on(PROJECT.ORGANIZATION_ID.eq(TASK.ORGANIZATION_ID), PROJECT.ID.eq(TASK.PROJECT_ID))
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), which);
        return (lock ? query.forNoKeyUpdate().of(TASK) : query).fetchOptional(this::task);
    }

    boolean exists(Tx tx, UUID id) {
        return tx.sql().fetchExists(TASK, TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.ID.eq(id));
    }

    int countLive(Tx tx, UUID project) {
        return tx.sql().fetchCount(TASK, TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.PROJECT_ID.eq(project),
                TASK.DELETED_AT.isNull());
    }

    void insert(Tx tx, Task task) {
        tx.sql().executeInsert(row(tx, task));
    }

    /** Many at once; {@code chunkDone} hears after each few hundred how many are written, and may stop it by throwing. */
    public void insertAll(Tx tx, List<Task> tasks, IntConsumer chunkDone) {
        var chunk = 250;
        for (var from = 0; from < tasks.size(); from += chunk) {
            var to = Math.min(from + chunk, tasks.size());
            tx.sql().batchInsert(tasks.subList(from, to).stream().map(t -> row(tx, t)).toList()).execute();
            chunkDone.accept(to);
        }
    }

    /** Writes only what differs; its indexes are touched only where they must be. */
    void update(Tx tx, Task before, Task after) {
        var row = row(tx, after);
        var old = row(tx, before);
        for (var field : row.fields()) {
            if (Objects.deepEquals(row.get(field), old.get(field))) {
                row.touched(field, false);
            }
        }
        tx.sql().update(TASK).set(row)
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.ID.eq(after.id())).execute();
    }

    void setDeleted(Tx tx, Collection<UUID> ids, @Nullable Instant at) {
        tx.sql().update(TASK).set(TASK.DELETED_AT, at)
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.ID.in(ids)).execute();
    }

    /** A task and those under it, as far as they share its place in the trash or are live with it. */
    List<Task> subtree(Tx tx, UUID root) {
        var tree = name("tree");
        var id = DSL.field(name("tree", "id"), UUID.class);
        var deletedAt = DSL.field(name("tree", "deleted_at"), Instant.class);
        var walk = tree.fields("id", "deleted_at").as(
                select(TASK.ID, TASK.DELETED_AT).from(TASK)
                        .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.ID.eq(root))
                        .union(select(TASK.ID, TASK.DELETED_AT).from(TASK).join(tree).on(TASK.PARENT_ID.eq(id))
                                .where(TASK.ORGANIZATION_ID.eq(tx.organization()),
                                        TASK.DELETED_AT.isNotDistinctFrom(deletedAt))));
        return tx.sql().withRecursive(walk).select(WHOLE).from(TASK)
                .join(PROJECT).on(PROJECT.ORGANIZATION_ID.eq(TASK.ORGANIZATION_ID), PROJECT.ID.eq(TASK.PROJECT_ID))
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.ID.in(select(id).from(tree)))
                .orderBy(TASK.NUMBER)
                .fetch(this::task);
    }

    /** The ids from a task up to the topmost above it, itself first. */
    List<UUID> ancestors(Tx tx, UUID task) {
        var chain = name("chain");
        var id = DSL.field(name("chain", "id"), UUID.class);
        var parent = DSL.field(name("chain", "parent_id"), UUID.class);
        var depth = DSL.field(name("chain", "depth"), Integer.class);
        var walk = chain.fields("id", "parent_id", "depth").as(
                select(TASK.ID, TASK.PARENT_ID, DSL.inline(1)).from(TASK)
                        .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.ID.eq(task))
                        .unionAll(select(TASK.ID, TASK.PARENT_ID, depth.plus(1)).from(TASK).join(chain).on(TASK.ID.eq(parent))
                                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), depth.le(2 * TaskLimits.DEPTH))));
        return tx.sql().withRecursive(walk).select(id).from(chain).orderBy(depth).fetch(id);
    }

    /** True when this is a live task of this project. */
    boolean isIn(Tx tx, UUID project, UUID task) {
        return tx.sql().fetchExists(TASK, TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.ID.eq(task),
                TASK.PROJECT_ID.eq(project), TASK.DELETED_AT.isNull());
    }

    /** Those of the given labels that the project has. */
    Set<UUID> knownLabels(Tx tx, UUID project, Collection<UUID> labels) {
        return tx.sql().select(LABEL.ID).from(LABEL)
                .where(LABEL.ORGANIZATION_ID.eq(tx.organization()), LABEL.PROJECT_ID.eq(project), LABEL.ID.in(labels))
                .fetchSet(LABEL.ID);
    }

    /**
     * Where a new task goes when nobody says: the project, its leftmost status that means "to do" (else its leftmost),
     * and the last position taken.
     */
    record End(ProjectRef project, UUID firstStatus, StatusCategory firstCategory, @Nullable String lastPosition,
            boolean mayEdit) {
    }

    /** One round trip for what every new task needs; empty when the caller may not see the project. */
    Optional<End> end(Tx tx, Caller caller, UUID project) {
        var last = DSL.field(select(TASK.POSITION).from(TASK)
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.PROJECT_ID.eq(project), TASK.DELETED_AT.isNull())
                .orderBy(TASK.POSITION.desc(), TASK.ID.desc()).limit(1));
        return tx.sql().select(PROJECT.KEY, PROJECT.NAME, STATUS.ID, STATUS.CATEGORY, last,
                        DSL.field(ProjectGuard.allows(caller, Permission.WORK_EDIT))).from(PROJECT)
                .join(STATUS).on(STATUS.ORGANIZATION_ID.eq(PROJECT.ORGANIZATION_ID), STATUS.PROJECT_ID.eq(PROJECT.ID))
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.eq(project), ProjectGuard.visible(caller))
                .orderBy(DSL.when(STATUS.CATEGORY.eq("todo"), 0).otherwise(1), STATUS.POSITION, STATUS.ID)
                .limit(1)
                .fetchOptional(row -> new End(new ProjectRef(project, row.value1(), row.value2()), row.value3(),
                        StatusCategory.of(row.value4()), row.value5(), row.value6()));
    }

    /** The live tasks in a status, or those in the trash. */
    List<Task> inStatus(Tx tx, UUID status, boolean live) {
        return tx.sql().select(WHOLE).from(TASK)
                .join(PROJECT).on(PROJECT.ORGANIZATION_ID.eq(TASK.ORGANIZATION_ID), PROJECT.ID.eq(TASK.PROJECT_ID))
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.STATUS_ID.eq(status),
                        live ? TASK.DELETED_AT.isNull() : TASK.DELETED_AT.isNotNull())
                .orderBy(TASK.POSITION, TASK.ID)
                .fetch(this::task);
    }

    /** Every live task of a project, whole, in the order of the board. */
    public List<Task> ofProject(Tx tx, UUID project) {
        return tx.sql().select(WHOLE).from(TASK)
                .join(PROJECT).on(PROJECT.ORGANIZATION_ID.eq(TASK.ORGANIZATION_ID), PROJECT.ID.eq(TASK.PROJECT_ID))
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.PROJECT_ID.eq(project), TASK.DELETED_AT.isNull())
                .orderBy(TASK.POSITION, TASK.ID)
                .fetch(this::task);
    }

    private Task task(Record joined) {
        var row = joined.into(TASK);
        var key = joined.get(PROJECT.KEY);
        return new Task(summary(row, key), row.getDescription(), json.readValue(row.getChecklist().data(), CHECKLIST),
                row.getCreatedBy(), joined.get(PROJECT.NAME), key);
    }

    private static TaskSummary summary(TaskRecord row, String projectKey) {
        return new TaskSummary(row.getId(), row.getProjectId(), row.getNumber(), projectKey + "-" + row.getNumber(),
                row.getTitle(), row.getStatusId(), Priority.at(row.getPriority()), List.of(row.getAssigneeIds()),
                List.of(row.getLabelIds()), row.getStartDate(), row.getDueDate(), row.getEstimate(), row.getParentId(),
                row.getMilestoneId(), row.getPosition(), row.getChecklistTotal(), row.getChecklistDone(),
                !row.getDescription().isEmpty(), row.getCompletedAt(), row.getCreatedAt(), row.getUpdatedAt(),
                row.getVersion());
    }

    private TaskRecord row(Tx tx, Task task) {
        var it = task.summary();
        return new TaskRecord(tx.organization(), it.id(), it.projectId(), it.number(), it.title(), task.description(),
                it.statusId(), (short) it.priority().ordinal(), it.assigneeIds().toArray(UUID[]::new),
                it.labelIds().toArray(UUID[]::new), it.startDate(), it.dueDate(), it.estimate(), it.parentId(),
                it.milestoneId(), it.position(), JSONB.valueOf(json.writeValueAsString(task.checklist())),
                it.checklistTotal(), it.checklistDone(), it.completedAt(), task.createdBy(), it.createdAt(),
                it.updatedAt(), null, it.version());
    }
}
