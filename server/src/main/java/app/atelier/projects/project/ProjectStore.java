package app.atelier.projects.project;

import static app.schema.projects.Tables.PROJECT;
import static app.schema.projects.Tables.TASK;
import static org.jooq.impl.DSL.lower;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Caller;
import app.atelier.platform.security.Permission;
import app.atelier.projects.ProjectAccess.ProjectRef;
import app.atelier.projects.ProjectAccess.Seen;
import app.schema.projects.tables.records.ProjectRecord;
import org.jooq.Condition;
import org.jooq.JSONB;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Projects in the database. */
@Component
public class ProjectStore {

    private final JsonMapper json;
    private final PartStore parts;
    private final ProjectMemberStore members;

    ProjectStore(JsonMapper json, PartStore parts, ProjectMemberStore members) {
        this.json = json;
        this.parts = parts;
        this.members = members;
    }

    record Counts(int open, int done) {
        static final Counts NONE = new Counts(0, 0);
    }

    /** In the order of their names; a row more than {@code limit} says that there is more. */
    List<ProjectSummary> list(Tx tx, Caller caller, ProjectState state, @Nullable List<String> after, int limit) {
        var sortName = lower(PROJECT.NAME);
        var rows = tx.sql().selectFrom(PROJECT)
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), ProjectGuard.visible(caller),
                        PROJECT.ARCHIVED.eq(state == ProjectState.ARCHIVED),
                        after == null ? DSL.noCondition()
                                : DSL.row(sortName, PROJECT.ID).gt(after.getFirst(), UUID.fromString(after.getLast())))
                .orderBy(sortName, PROJECT.ID)
                .limit(limit + 1)
                .fetch();
        var counts = counts(tx, rows.map(ProjectRecord::getId));
        return rows.map(row -> summary(row, counts.getOrDefault(row.getId(), Counts.NONE)));
    }

    /** The project whole, when the caller may see it. */
    public Optional<Project> find(Tx tx, Caller caller, UUID id) {
        return one(tx, PROJECT.ID.eq(id).and(ProjectGuard.visible(caller)));
    }

    /** The project's names, when the caller may see it. */
    public Optional<ProjectRef> ref(Tx tx, Caller caller, UUID id) {
        return tx.sql().select(PROJECT.ID, PROJECT.KEY, PROJECT.NAME).from(PROJECT)
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.eq(id), ProjectGuard.visible(caller))
                .fetchOptional(row -> new ProjectRef(row.value1(), row.value2(), row.value3()));
    }

    /** Those of the given projects that the caller may see. */
    public Set<UUID> visible(Tx tx, Caller caller, Collection<UUID> ids) {
        return tx.sql().select(PROJECT.ID).from(PROJECT)
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.in(ids), ProjectGuard.visible(caller))
                .fetchSet(PROJECT.ID);
    }

    /** The projects the caller sees, those in the trash included: told as the exceptions, where they see the others. */
    public Seen seen(Tx tx, Caller caller) {
        var allBut = caller.may(Permission.WORK_READ);
        if (allBut && caller.entersRestricted()) {
            return Seen.ALL;
        }
        var sees = ProjectGuard.allows(caller, Permission.WORK_READ);
        return new Seen(allBut, tx.sql().select(PROJECT.ID).from(PROJECT)
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()),
                        allBut ? PROJECT.RESTRICTED.isTrue().andNot(sees) : sees)
                .fetchSet(PROJECT.ID));
    }

    /** Those closed to who is not in them, in the trash or not. */
    public Set<UUID> restricted(Tx tx) {
        return tx.sql().select(PROJECT.ID).from(PROJECT)
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.RESTRICTED.isTrue()).fetchSet(PROJECT.ID);
    }

    /** The project whole, in the trash or not, whoever asks. */
    public Optional<Project> find(Tx tx, UUID id) {
        return one(tx, PROJECT.ID.eq(id));
    }

    private Optional<Project> one(Tx tx, Condition which) {
        var row = tx.sql().selectFrom(PROJECT).where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), which).fetchOne();
        if (row == null) {
            return Optional.empty();
        }
        var id = row.getId();
        var counts = counts(tx, List.of(id)).getOrDefault(id, Counts.NONE);
        return Optional.of(new Project(summary(row, counts), row.getDescription(), parts.statuses(tx, id),
                parts.labels(tx, id), parts.milestones(tx, id), members.people(tx, id), members.teams(tx, id),
                row.getRestricted(), row.getCreatedBy(), row.getCreatedAt()));
    }

    /**
     * Locks the project until the transaction ends, so that its version cannot move under a change.
     *
     * @throws app.atelier.platform.web.Problem.Forbidden when the caller may not do this there
     * @throws app.atelier.platform.web.Problem.NotFound  when the caller may not even see it
     */
    void lock(Tx tx, Caller caller, UUID id, Permission permission) {
        var locked = tx.sql().select(PROJECT.ID).from(PROJECT)
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.eq(id), ProjectGuard.visible(caller),
                        ProjectGuard.allows(caller, permission))
                .forNoKeyUpdate().fetchOne();
        if (locked == null) {
            throw ProjectGuard.refusal(caller, permission, id, ref(tx, caller, id).isPresent());
        }
    }

    /** Whether the caller may do this in the project. */
    public boolean may(Tx tx, Caller caller, UUID id, Permission permission) {
        return tx.sql().fetchExists(PROJECT, PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.eq(id),
                ProjectGuard.visible(caller), ProjectGuard.allows(caller, permission));
    }

    boolean exists(Tx tx, UUID id) {
        return tx.sql().fetchExists(PROJECT, PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.eq(id));
    }

    /** Makes those who choose a key wait for each other, until the transaction ends. */
    void lockKeys(Tx tx) {
        tx.sql().select(DSL.function("pg_advisory_xact_lock", Object.class,
                DSL.val(tx.organization().getLeastSignificantBits()))).fetch();
    }

    /** Keys stay taken while a project lies in the trash, so that it can come back. */
    public boolean keyTaken(Tx tx, String key) {
        return tx.sql().fetchExists(PROJECT, PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.KEY.eq(key));
    }

    public void insert(Tx tx, Project project, int lastNumber) {
        var summary = project.summary();
        tx.sql().insertInto(PROJECT)
                .set(PROJECT.ORGANIZATION_ID, tx.organization())
                .set(PROJECT.ID, summary.id())
                .set(PROJECT.KEY, summary.key())
                .set(PROJECT.NAME, summary.name())
                .set(PROJECT.DESCRIPTION, project.description())
                .set(PROJECT.COLOR, summary.color().word())
                .set(PROJECT.ARCHIVED, summary.state() == ProjectState.ARCHIVED)
                .set(PROJECT.RESTRICTED, project.restricted())
                .set(PROJECT.START_DATE, summary.startDate())
                .set(PROJECT.DUE_DATE, summary.dueDate())
                .set(PROJECT.ORIGIN, summary.origin() == null ? null : JSONB.valueOf(json.writeValueAsString(summary.origin())))
                .set(PROJECT.LAST_NUMBER, lastNumber)
                .set(PROJECT.CREATED_BY, project.createdBy())
                .set(PROJECT.CREATED_AT, project.createdAt())
                .set(PROJECT.UPDATED_AT, summary.updatedAt())
                .execute();
        members.put(tx, project);
        parts.insertAll(tx, project.id(), project.statuses(), project.labels(), project.milestones());
    }

    void update(Tx tx, Project project) {
        var summary = project.summary();
        tx.sql().update(PROJECT)
                .set(PROJECT.KEY, summary.key())
                .set(PROJECT.NAME, summary.name())
                .set(PROJECT.DESCRIPTION, project.description())
                .set(PROJECT.COLOR, summary.color().word())
                .set(PROJECT.ARCHIVED, summary.state() == ProjectState.ARCHIVED)
                .set(PROJECT.RESTRICTED, project.restricted())
                .set(PROJECT.START_DATE, summary.startDate())
                .set(PROJECT.DUE_DATE, summary.dueDate())
                .set(PROJECT.UPDATED_AT, summary.updatedAt())
                .set(PROJECT.VERSION, summary.version())
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.eq(summary.id()))
                .execute();
        members.replace(tx, project);
    }

    void delete(Tx tx, UUID id, Instant at) {
        tx.sql().update(PROJECT).set(PROJECT.DELETED_AT, at)
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.eq(id)).execute();
    }

    /** True when it lay in the trash. */
    boolean restore(Tx tx, UUID id) {
        return tx.sql().update(PROJECT).setNull(PROJECT.DELETED_AT)
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.eq(id), PROJECT.DELETED_AT.isNotNull())
                .execute() == 1;
    }

    /** Gives out the next {@code howMany} task numbers and returns the last; the row stays locked until the commit. */
    public int takeNumbers(Tx tx, UUID id, int howMany) {
        var last = tx.sql().update(PROJECT).set(PROJECT.LAST_NUMBER, PROJECT.LAST_NUMBER.plus(howMany))
                .where(PROJECT.ORGANIZATION_ID.eq(tx.organization()), PROJECT.ID.eq(id))
                .returning(PROJECT.LAST_NUMBER).fetchOne(PROJECT.LAST_NUMBER);
        if (last == null) {
            throw new IllegalStateException("Project " + id + " is gone");
        }
        return last;
    }

    private Map<UUID, Counts> counts(Tx tx, List<UUID> projects) {
        if (projects.isEmpty()) {
            return Map.of();
        }
        var open = DSL.count().filterWhere(TASK.COMPLETED_AT.isNull());
        var done = DSL.count().filterWhere(TASK.COMPLETED_AT.isNotNull());
        return tx.sql().select(TASK.PROJECT_ID, open, done).from(TASK)
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.PROJECT_ID.in(projects), TASK.DELETED_AT.isNull())
                .groupBy(TASK.PROJECT_ID)
                .fetchMap(TASK.PROJECT_ID, row -> new Counts(row.value2(), row.value3()));
    }

    private ProjectSummary summary(ProjectRecord row, Counts counts) {
        var origin = row.getOrigin();
        return new ProjectSummary(row.getId(), row.getKey(), row.getName(), Color.of(row.getColor()),
                row.getArchived() ? ProjectState.ARCHIVED : ProjectState.ACTIVE, row.getStartDate(), row.getDueDate(),
                counts.open(), counts.done(), origin == null ? null : json.readValue(origin.data(), Origin.class),
                row.getUpdatedAt(), row.getVersion());
    }
}
