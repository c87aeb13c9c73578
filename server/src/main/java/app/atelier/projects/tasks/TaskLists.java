package app.atelier.projects.tasks;

import static app.schema.projects.Tables.PROJECT;
import static app.schema.projects.Tables.TASK;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

import app.atelier.platform.db.Tx;
import app.atelier.platform.security.Caller;
import app.atelier.platform.web.Page;
import app.atelier.platform.web.Problem;
import app.atelier.projects.project.ProjectGuard;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SelectField;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Many tasks at once from the database: boards, lists, search. Rows are read straight from the driver's result set: on
 * a board of 5,000 the records in between would cost more than the query.
 */
@Component
class TaskLists {

    private static final Pattern KEY = Pattern.compile("([A-Za-z][A-Za-z0-9]{1,9})-(\\d{1,9})");
    private static final Field<Boolean> HAS_DESCRIPTION = TASK.DESCRIPTION.ne("");

    /** In the order {@link #summary} reads them. */
    private static final SelectField<?>[] SUMMARY = {TASK.ID, TASK.PROJECT_ID, TASK.NUMBER, PROJECT.KEY, TASK.TITLE,
        TASK.STATUS_ID, TASK.PRIORITY, TASK.ASSIGNEE_IDS, TASK.LABEL_IDS, TASK.START_DATE, TASK.DUE_DATE, TASK.ESTIMATE,
        TASK.PARENT_ID, TASK.MILESTONE_ID, TASK.POSITION, TASK.CHECKLIST_TOTAL, TASK.CHECKLIST_DONE, HAS_DESCRIPTION,
        TASK.COMPLETED_AT, TASK.CREATED_AT, TASK.UPDATED_AT, TASK.VERSION, PROJECT.NAME};

    /** By what a list is sorted; each ends with the id, so that the order is total. */
    enum Sort {
        POSITION, CREATED, UPDATED, DUE;

        static Sort of(@Nullable String word) {
            return switch (word == null ? "position" : word) {
                case "position" -> POSITION;
                case "created" -> CREATED;
                case "updated" -> UPDATED;
                case "due" -> DUE;
                default -> throw new Problem.Invalid("sort", "must be one of position, created, updated, due");
            };
        }
    }

    /**
     * What a list is narrowed to; null where it is not.
     *
     * @param openOnly without complete tasks and archived projects
     */
    record Filter(@Nullable UUID project, @Nullable UUID status, @Nullable UUID assignee, @Nullable UUID label,
            @Nullable String words, boolean openOnly) {
    }

    /** A task found anywhere, with its project's name. */
    record Hit(TaskSummary task, String projectName) {
    }

    /** Every live task of a project, in the order of the board. */
    List<TaskSummary> board(Tx tx, UUID project) {
        var query = tx.sql().select(SUMMARY).from(TASK)
                .join(PROJECT).on(PROJECT.ORGANIZATION_ID.eq(TASK.ORGANIZATION_ID), PROJECT.ID.eq(TASK.PROJECT_ID))
                .where(TASK.ORGANIZATION_ID.eq(tx.organization()), TASK.PROJECT_ID.eq(project), TASK.DELETED_AT.isNull())
                .orderBy(TASK.POSITION, TASK.ID);
        return read(query.fetchResultSet()).stream().map(Hit::task).toList();
    }

    /** A row more than {@code limit} says that there is more. */
    List<Hit> list(Tx tx, Caller caller, Filter filter, Sort sort, @Nullable String cursor, int limit) {
        var conditions = new ArrayList<Condition>();
        conditions.add(TASK.ORGANIZATION_ID.eq(tx.organization()));
        conditions.add(TASK.DELETED_AT.isNull());
        conditions.add(ProjectGuard.visible(caller));
        if (filter.project() != null) {
            conditions.add(TASK.PROJECT_ID.eq(filter.project()));
        }
        if (filter.status() != null) {
            conditions.add(TASK.STATUS_ID.eq(filter.status()));
        }
        if (filter.assignee() != null) {
            conditions.add(TASK.ASSIGNEE_IDS.contains(new UUID[] {filter.assignee()}));
        }
        if (filter.label() != null) {
            conditions.add(TASK.LABEL_IDS.contains(new UUID[] {filter.label()}));
        }
        if (filter.words() != null) {
            conditions.add(matches(filter.words()));
        }
        if (filter.openOnly()) {
            conditions.add(TASK.COMPLETED_AT.isNull());
            conditions.add(PROJECT.ARCHIVED.isFalse());
        }
        if (cursor != null) {
            conditions.add(after(sort, Page.keys(cursor, 2)));
        }
        var ordered = switch (sort) {
            case POSITION -> List.of(TASK.POSITION.asc(), TASK.ID.asc());
            case CREATED -> List.of(TASK.CREATED_AT.desc(), TASK.ID.desc());
            case UPDATED -> List.of(TASK.UPDATED_AT.desc(), TASK.ID.desc());
            case DUE -> List.of(dueOrLast().asc(), TASK.ID.asc());
        };
        var query = tx.sql().select(SUMMARY).from(TASK)
                .join(PROJECT).on(PROJECT.ORGANIZATION_ID.eq(TASK.ORGANIZATION_ID), PROJECT.ID.eq(TASK.PROJECT_ID))
                .where(conditions).orderBy(ordered).limit(limit + 1);
        return read(query.fetchResultSet());
    }

    static String cursor(Sort sort, TaskSummary last) {
        var key = switch (sort) {
            case POSITION -> last.position();
            case CREATED -> last.createdAt();
            case UPDATED -> last.updatedAt();
            case DUE -> last.dueDate() == null ? LAST_DAY : last.dueDate();
        };
        return Page.cursor(key, last.id());
    }

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    /** Tasks without a due date come after all others. */
    private static Field<LocalDate> dueOrLast() {
        return DSL.coalesce(TASK.DUE_DATE, DSL.inline(LAST_DAY));
    }

    private static Condition after(Sort sort, List<String> keys) {
        try {
            var id = UUID.fromString(keys.getLast());
            var key = keys.getFirst();
            return switch (sort) {
                case POSITION -> DSL.row(TASK.POSITION, TASK.ID).gt(key, id);
                case CREATED -> DSL.row(TASK.CREATED_AT, TASK.ID).lt(Instant.parse(key), id);
                case UPDATED -> DSL.row(TASK.UPDATED_AT, TASK.ID).lt(Instant.parse(key), id);
                case DUE -> DSL.row(dueOrLast(), TASK.ID).gt(LocalDate.parse(key), id);
            };
        } catch (IllegalArgumentException | DateTimeException _) {
            throw new Problem.Unreadable("cursor", "is not one this list gave out; start again without it");
        }
    }

    /** Every word must occur in the title; {@code HBR-12} or {@code 12} also finds the task of that number. */
    private static Condition matches(String words) {
        var title = DSL.and(List.of(words.strip().split("\\s+")).stream()
                .map(word -> TASK.TITLE.containsIgnoreCase(word)).toList());
        var key = KEY.matcher(words.strip());
        if (key.matches()) {
            return title.or(PROJECT.KEY.eq(key.group(1).toUpperCase(Locale.ROOT))
                    .and(TASK.NUMBER.eq(Integer.parseInt(key.group(2)))));
        }
        return words.strip().matches("\\d{1,9}") ? title.or(TASK.NUMBER.eq(Integer.parseInt(words.strip()))) : title;
    }

    private static List<Hit> read(ResultSet rows) {
        try (rows) {
            var hits = new ArrayList<Hit>();
            while (rows.next()) {
                hits.add(new Hit(summary(rows), rows.getString(23)));
            }
            return hits;
        } catch (SQLException e) {
            throw new DataAccessException("Tasks could not be read: " + e.getMessage(), e);
        }
    }

    private static TaskSummary summary(ResultSet row) throws SQLException {
        var number = row.getInt(3);
        return new TaskSummary(uuid(row, 1), uuid(row, 2), number, row.getString(4) + "-" + number, row.getString(5),
                uuid(row, 6), Priority.at(row.getInt(7)), ids(row, 8), ids(row, 9), row.getObject(10, LocalDate.class),
                row.getObject(11, LocalDate.class), row.getObject(12, Integer.class), row.getObject(13, UUID.class),
                row.getObject(14, UUID.class), row.getString(15), row.getInt(16), row.getInt(17), row.getBoolean(18),
                row.getObject(19) == null ? null : instant(row, 19), instant(row, 20), instant(row, 21), row.getInt(22));
    }

    private static UUID uuid(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<UUID> ids(ResultSet row, int column) throws SQLException {
        var array = row.getArray(column);
        var ids = (UUID[]) array.getArray();
        return List.of(ids);
    }
}
