package app.atelier.projects.tasks;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

import app.atelier.platform.web.Problem;
import app.atelier.projects.project.Limits;
import org.jspecify.annotations.Nullable;

/** Everything a person can change about a task, as they want it. Making one checks the limits. */
public record TaskEdit(String title, String description, UUID statusId, Priority priority, List<UUID> assigneeIds,
        List<UUID> labelIds, @Nullable LocalDate startDate, @Nullable LocalDate dueDate, @Nullable Integer estimate,
        @Nullable UUID parentId, @Nullable UUID milestoneId, String position, List<ChecklistItem> checklist) {

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;

    /** @throws Problem.Invalid naming the field that is beyond its limits */
    public TaskEdit {
        title = Limits.name("title", title, TaskLimits.TITLE);
        description = Limits.text("description", description, TaskLimits.DESCRIPTION);
        assigneeIds = distinct(Limits.list("assigneeIds", assigneeIds, TaskLimits.ASSIGNEES));
        labelIds = distinct(Limits.list("labelIds", labelIds, TaskLimits.LABELS));
        estimate = Limits.number("estimate", estimate, 0, TaskLimits.ESTIMATE);
        checklist = checked(Limits.list("checklist", checklist, TaskLimits.CHECKLIST_ITEMS));
        requireYear("startDate", startDate);
        requireYear("dueDate", dueDate);
        if (startDate != null && dueDate != null && dueDate.isBefore(startDate)) {
            throw new Problem.Invalid("dueDate", "must not be before the start date");
        }
        if (!Position.isValid(position)) {
            throw new Problem.Invalid("position", Position.RULE_TEXT);
        }
    }

    /** The task as it is. */
    public static TaskEdit of(Task task) {
        var it = task.summary();
        return new TaskEdit(it.title(), task.description(), it.statusId(), it.priority(), it.assigneeIds(), it.labelIds(),
                it.startDate(), it.dueDate(), it.estimate(), it.parentId(), it.milestoneId(), it.position(),
                task.checklist());
    }

    /** The same in another status. */
    public TaskEdit withStatus(UUID status) {
        return new TaskEdit(title, description, status, priority, assigneeIds, labelIds, startDate, dueDate, estimate,
                parentId, milestoneId, position, checklist);
    }

    TaskEdit withoutParent() {
        return new TaskEdit(title, description, statusId, priority, assigneeIds, labelIds, startDate, dueDate, estimate,
                null, milestoneId, position, checklist);
    }

    private static List<UUID> distinct(List<UUID> ids) {
        return List.copyOf(new LinkedHashSet<>(ids));
    }

    private static List<ChecklistItem> checked(List<ChecklistItem> items) {
        var ids = new HashSet<UUID>();
        var checked = new ArrayList<ChecklistItem>(items.size());
        for (var i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var field = "checklist[" + i + "]";
            if (!ids.add(item.id())) {
                throw new Problem.Invalid(field + ".id", "stands twice in the checklist");
            }
            checked.add(new ChecklistItem(item.id(), Limits.name(field + ".text", item.text(), TaskLimits.CHECKLIST_TEXT),
                    item.done(), heading(field, item.heading())));
        }
        return List.copyOf(checked);
    }

    private static @Nullable String heading(String field, @Nullable String heading) {
        return heading == null || heading.isBlank() ? null
                : Limits.name(field + ".heading", heading, TaskLimits.CHECKLIST_HEADING);
    }

    private static void requireYear(String field, @Nullable LocalDate date) {
        if (date != null && (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR)) {
            throw new Problem.Invalid(field, "must lie between the years " + FIRST_YEAR + " and " + LAST_YEAR);
        }
    }
}
