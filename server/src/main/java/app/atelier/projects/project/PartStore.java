package app.atelier.projects.project;

import static app.schema.projects.Tables.LABEL;
import static app.schema.projects.Tables.MILESTONE;
import static app.schema.projects.Tables.STATUS;
import static app.schema.projects.Tables.TASK;
import static org.jooq.impl.DSL.lower;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import app.atelier.platform.db.Tx;
import app.schema.projects.tables.records.LabelRecord;
import app.schema.projects.tables.records.MilestoneRecord;
import app.schema.projects.tables.records.StatusRecord;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** Statuses, labels and milestones in the database. */
@Component
public class PartStore {

    public List<Status> statuses(Tx tx, UUID project) {
        return tx.sql().selectFrom(STATUS)
                .where(STATUS.ORGANIZATION_ID.eq(tx.organization()), STATUS.PROJECT_ID.eq(project))
                .orderBy(STATUS.POSITION, STATUS.ID).fetch(PartStore::status);
    }

    public List<Label> labels(Tx tx, UUID project) {
        return tx.sql().selectFrom(LABEL)
                .where(LABEL.ORGANIZATION_ID.eq(tx.organization()), LABEL.PROJECT_ID.eq(project))
                .orderBy(lower(LABEL.NAME), LABEL.ID).fetch(PartStore::label);
    }

    public List<Milestone> milestones(Tx tx, UUID project) {
        return tx.sql().selectFrom(MILESTONE)
                .where(MILESTONE.ORGANIZATION_ID.eq(tx.organization()), MILESTONE.PROJECT_ID.eq(project))
                .orderBy(MILESTONE.POSITION, MILESTONE.ID).fetch(PartStore::milestone);
    }

    public Optional<Status> status(Tx tx, UUID project, UUID id) {
        return tx.sql().selectFrom(STATUS)
                .where(STATUS.ORGANIZATION_ID.eq(tx.organization()), STATUS.ID.eq(id), STATUS.PROJECT_ID.eq(project))
                .fetchOptional(PartStore::status);
    }

    Optional<Label> label(Tx tx, UUID project, UUID id) {
        return tx.sql().selectFrom(LABEL)
                .where(LABEL.ORGANIZATION_ID.eq(tx.organization()), LABEL.ID.eq(id), LABEL.PROJECT_ID.eq(project))
                .fetchOptional(PartStore::label);
    }

    public Optional<Milestone> milestone(Tx tx, UUID project, UUID id) {
        return tx.sql().selectFrom(MILESTONE)
                .where(MILESTONE.ORGANIZATION_ID.eq(tx.organization()), MILESTONE.ID.eq(id), MILESTONE.PROJECT_ID.eq(project))
                .fetchOptional(PartStore::milestone);
    }

    void insertAll(Tx tx, UUID project, List<Status> statuses, List<Label> labels, List<Milestone> milestones) {
        tx.sql().batchInsert(statuses.stream().map(s -> record(tx, project, s)).toList()).execute();
        tx.sql().batchInsert(labels.stream().map(l -> record(tx, project, l)).toList()).execute();
        tx.sql().batchInsert(milestones.stream().map(m -> record(tx, project, m)).toList()).execute();
    }

    void save(Tx tx, UUID project, Status status) {
        var row = record(tx, project, status);
        tx.sql().insertInto(STATUS).set(row).onConflict(STATUS.ORGANIZATION_ID, STATUS.ID).doUpdate().set(row).execute();
    }

    void save(Tx tx, UUID project, Label label) {
        var row = record(tx, project, label);
        tx.sql().insertInto(LABEL).set(row).onConflict(LABEL.ORGANIZATION_ID, LABEL.ID).doUpdate().set(row).execute();
    }

    void save(Tx tx, UUID project, Milestone milestone) {
        var row = record(tx, project, milestone);
        tx.sql().insertInto(MILESTONE).set(row).onConflict(MILESTONE.ORGANIZATION_ID, MILESTONE.ID).doUpdate().set(row)
                .execute();
    }

    /** How many tasks are in the status, the trash included, which must be able to come back. */
    int tasksIn(Tx tx, UUID status) {
        return tx.sql().fetchCount(TASK, TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.STATUS_ID.eq(status));
    }

    void deleteStatus(Tx tx, UUID id) {
        tx.sql().deleteFrom(STATUS).where(STATUS.ORGANIZATION_ID.eq(tx.organization()), STATUS.ID.eq(id)).execute();
    }

    /**
     * Takes the label off every task that carries it, then deletes it. The tasks keep their versions: whoever hears of
     * the label's end takes it off too.
     */
    void deleteLabel(Tx tx, UUID project, UUID id) {
        tx.sql().update(TASK).set(TASK.LABEL_IDS, DSL.arrayRemove(TASK.LABEL_IDS, id))
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.PROJECT_ID.eq(project),
                        TASK.LABEL_IDS.contains(new UUID[] {id}))
                .execute();
        tx.sql().deleteFrom(LABEL).where(LABEL.ORGANIZATION_ID.eq(tx.organization()), LABEL.ID.eq(id)).execute();
    }

    /** Takes every task out of the milestone, then deletes it. */
    void deleteMilestone(Tx tx, UUID id) {
        tx.sql().update(TASK).setNull(TASK.MILESTONE_ID)
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.MILESTONE_ID.eq(id)).execute();
        tx.sql().deleteFrom(MILESTONE).where(MILESTONE.ORGANIZATION_ID.eq(tx.organization()), MILESTONE.ID.eq(id)).execute();
    }

    private static StatusRecord record(Tx tx, UUID project, Status status) {
        return new StatusRecord(tx.organization(), status.id(), project, status.name(), status.category().word(),
                status.position(), status.wipLimit());
    }

    private static LabelRecord record(Tx tx, UUID project, Label label) {
        return new LabelRecord(tx.organization(), label.id(), project, label.name(), label.color().word());
    }

    private static MilestoneRecord record(Tx tx, UUID project, Milestone milestone) {
        return new MilestoneRecord(tx.organization(), milestone.id(), project, milestone.name(), milestone.description(),
                milestone.startDate(), milestone.dueDate(), milestone.completedAt(), milestone.position());
    }

    private static Status status(StatusRecord row) {
        return new Status(row.getId(), row.getName(), StatusCategory.of(row.getCategory()), row.getPosition(),
                row.getWipLimit());
    }

    private static Label label(LabelRecord row) {
        return new Label(row.getId(), row.getName(), Color.of(row.getColor()));
    }

    private static Milestone milestone(MilestoneRecord row) {
        return new Milestone(row.getId(), row.getName(), row.getDescription(), row.getStartDate(), row.getDueDate(),
                row.getCompletedAt(), row.getPosition());
    }
}
