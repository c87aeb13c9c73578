package app.atelier.projects.imports;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.Priority;
import app.atelier.projects.tasks.TaskLimits;

/**
 * One issue as both of Jira's formats tell it, and how a list of them becomes a plan.
 *
 * @param at     where in the file it stands
 * @param parent key or id of the parent, or empty
 */
record JiraIssue(String at, String key, String id, String parent, String title, String description, String type,
        String status, @Nullable StatusCategory category, boolean resolved, Priority priority, List<String> labels,
        @Nullable Integer assignee, List<Integer> milestones, @Nullable LocalDate startDate, @Nullable LocalDate dueDate,
        @Nullable Integer estimate, List<ImportPlan.Comment> comments, int attachments, @Nullable Instant created,
        @Nullable Instant updated, @Nullable Instant completed) {

    /** Adds statuses in the order of work, then the issues, each after its parent. */
    static void plan(List<JiraIssue> issues, PlanBuilder plan) {
        var categories = new LinkedHashMap<String, StatusCategory>();
        for (var issue : issues) {
            categories.putIfAbsent(issue.status, issue.meaning());
        }
        for (var category : StatusCategory.values()) {
            categories.forEach((name, its) -> {
                if (its == category) {
                    plan.status(name, name, category);
                }
            });
        }
        new Tree(issues, plan).place();
    }

    private StatusCategory meaning() {
        if (category != null) {
            return category;
        }
        return resolved ? StatusCategory.DONE : Words.category(status);
    }

    private ImportPlan.Task task(PlanBuilder plan, int parentIndex) {
        var statusIndex = plan.status(status, status, meaning());
        var done = plan.statuses().get(statusIndex).category() == StatusCategory.DONE;
        var all = new ArrayList<Integer>();
        if (Words.isTelling(type)) {
            all.add(plan.label(type.toLowerCase(Locale.ROOT), type, null));
        }
        for (var label : labels) {
            var index = plan.label(label.toLowerCase(Locale.ROOT), label, null);
            if (!all.contains(index)) {
                all.add(index);
            }
        }
        if (milestones.size() > 1) {
            plan.notice(at, key + " belongs to " + milestones.size() + " versions; it is put into the first.");
        }
        return new ImportPlan.Task(key, parentIndex, plan.title(at, title),
                plan.text(at, description, TaskLimits.DESCRIPTION), statusIndex, priority,
                plan.atMost(at, "labels", all, TaskLimits.LABELS), assignee == null ? List.of() : List.of(assignee),
                startDate, dueDate, estimate, milestones.isEmpty() ? -1 : milestones.getFirst(), List.of(), comments,
                attachments, created, updated, done ? (completed == null ? updated : completed) : null);
    }

    /** Puts parents before children, and cuts what hangs on a missing parent, on itself, or too deep. */
    private static final class Tree {

        private final List<JiraIssue> issues;
        private final PlanBuilder plan;
        private final Map<String, Integer> byName = new HashMap<>();
        private final int[] placed;
        private int next;

        Tree(List<JiraIssue> issues, PlanBuilder plan) {
            this.issues = issues;
            this.plan = plan;
            this.placed = new int[issues.size()];
            for (var i = 0; i < issues.size(); i++) {
                placed[i] = -1;
                var issue = issues.get(i);
                if (!issue.id.isEmpty()) {
                    byName.putIfAbsent(issue.id, i);
                }
                if (!issue.key.isEmpty() && byName.put(issue.key, i) != null) {
                    throw new ImportFailed(issue.at, "The key " + issue.key + " stands twice in the file. "
                            + "Export the issues once, and do not join two exports.");
                }
            }
        }

        void place() {
            for (var i = 0; i < issues.size(); i++) {
                place(i);
            }
        }

        /** Walks up to the first ancestor already placed, then down again: no recursion, however deep a file pretends. */
        private void place(int index) {
            var chain = new ArrayList<Integer>();
            var seen = new HashSet<Integer>();
            var at = index;
            var parent = -1;
            while (true) {
                if (placed[at] >= 0) {
                    parent = placed[at];
                    break;
                }
                chain.add(at);
                seen.add(at);
                var issue = issues.get(at);
                if (issue.parent.isEmpty()) {
                    break;
                }
                var up = byName.get(issue.parent);
                if (up == null) {
                    plan.notice(issue.at, "The parent " + issue.parent + " of " + issue.key
                            + " is not in the file; the task stands on its own.");
                    break;
                }
                if (seen.contains(up)) {
                    plan.notice(issue.at, issue.key + " and its parent " + issue.parent
                            + " hang on each other; the task stands on its own.");
                    break;
                }
                at = up;
            }
            for (var issue : chain.reversed()) {
                if (depth(parent) > TaskLimits.DEPTH) {
                    plan.notice(issues.get(issue).at, issues.get(issue).key + " lies deeper than " + TaskLimits.DEPTH
                            + " levels; the task stands on its own.");
                    parent = -1;
                }
                plan.task(issues.get(issue).at, issues.get(issue).task(plan, parent));
                parents.add(parent);
                placed[issue] = next++;
                parent = placed[issue];
            }
        }

        private final List<Integer> parents = new ArrayList<>();

        private int depth(int task) {
            var depth = 0;
            for (var at = task; at >= 0; at = parents.get(at)) {
                depth++;
            }
            return depth;
        }
    }
}
