package app.atelier.projects.imports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import app.atelier.projects.project.Color;
import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.TaskLimits;

/** Collects a plan while a file is read: gives names their indexes, keeps to the limits, and remembers what was lost. */
final class PlanBuilder {

    static final int MAX_STATUSES = 50;
    static final int MAX_LABELS = 500;
    static final int MAX_MILESTONES = 200;
    static final int MAX_COMMENTS = 100_000;
    static final int MAX_COMMENT = 20_000;
    static final int MAX_NAME = 100;
    private static final int MAX_NOTICES = 500;
    private static final Pattern FORBIDDEN = Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]");

    private final ImportFormat format;
    private final List<ImportPlan.Status> statuses = new ArrayList<>();
    private final Map<String, Integer> statusIndex = new LinkedHashMap<>();
    private final List<ImportPlan.Label> labels = new ArrayList<>();
    private final Map<String, Integer> labelIndex = new LinkedHashMap<>();
    private final List<ImportPlan.Milestone> milestones = new ArrayList<>();
    private final Map<String, Integer> milestoneIndex = new LinkedHashMap<>();
    private final List<ImportPlan.Person> people = new ArrayList<>();
    private final Map<String, Integer> personIndex = new LinkedHashMap<>();
    private final List<ImportPlan.Task> tasks = new ArrayList<>();
    private final List<ImportPlan.Notice> notices = new ArrayList<>();
    private int silenced;
    private int comments;

    PlanBuilder(ImportFormat format) {
        this.format = format;
    }

    /** The status of this key, made at its first mention. */
    int status(String key, String name, StatusCategory category) {
        var known = statusIndex.get(key);
        if (known != null) {
            return known;
        }
        if (statuses.size() == MAX_STATUSES) {
            throw tooMany("statuses", MAX_STATUSES, "Merge some of them before the export.");
        }
        statuses.add(new ImportPlan.Status(free(name, "No status", statuses.stream().map(ImportPlan.Status::name).toList()),
                category));
        statusIndex.put(key, statuses.size() - 1);
        return statuses.size() - 1;
    }

    /** The label of this key, made at its first mention; a second label of the same name gets a number. */
    int label(String key, String name, @Nullable Color color) {
        var known = labelIndex.get(key);
        if (known != null) {
            return known;
        }
        if (labels.size() == MAX_LABELS) {
            throw tooMany("labels", MAX_LABELS, "Remove the labels nobody uses before the export.");
        }
        labels.add(new ImportPlan.Label(free(name, "Label", labels.stream().map(ImportPlan.Label::name).toList()),
                color == null ? Color.at(labels.size()) : color));
        labelIndex.put(key, labels.size() - 1);
        return labels.size() - 1;
    }

    int milestone(String name, @Nullable LocalDate dueDate, boolean done) {
        var known = milestoneIndex.get(name);
        if (known != null) {
            return known;
        }
        if (milestones.size() == MAX_MILESTONES) {
            throw tooMany("milestones", MAX_MILESTONES, "Archive old versions before the export.");
        }
        milestones.add(new ImportPlan.Milestone(cut(clean(name), MAX_NAME), "", dueDate, done));
        milestoneIndex.put(name, milestones.size() - 1);
        return milestones.size() - 1;
    }

    int person(String key, String name, @Nullable String username, @Nullable String email) {
        return personIndex.computeIfAbsent(key, _ -> {
            people.add(new ImportPlan.Person(cut(clean(name), 200), username, email));
            return people.size() - 1;
        });
    }

    /** @param at where in the file the task stands */
    void task(String at, ImportPlan.Task task) {
        if (tasks.size() == TaskLimits.PER_PROJECT) {
            throw tooMany("tasks", TaskLimits.PER_PROJECT, "Split the export into several files.");
        }
        comments += task.comments().size();
        if (comments > MAX_COMMENTS) {
            throw tooMany("comments", MAX_COMMENTS, "Split the export into several files.");
        }
        var start = believable(at, task.startDate());
        var due = believable(at, task.dueDate());
        if (start != null && due != null && due.isBefore(start)) {
            notice(at, "It is due on " + due + ", before it starts on " + start + "; the start is left empty.");
            start = null;
        }
        tasks.add(new ImportPlan.Task(task.source(), task.parent(), task.title(), task.description(), task.status(),
                task.priority(), task.labels(), task.assignees(), start, due, task.estimate(), task.milestone(),
                task.checklist(), task.comments(), task.attachments(), task.createdAt(), task.updatedAt(),
                task.completedAt()));
    }

    private @Nullable LocalDate believable(String at, @Nullable LocalDate date) {
        if (date != null && (date.getYear() < 1970 || date.getYear() > 2199)) {
            notice(at, "The date " + date + " lies outside the years 1970 to 2199; left empty.");
            return null;
        }
        return date;
    }

    void notice(String at, String message) {
        if (notices.size() < MAX_NOTICES) {
            notices.add(new ImportPlan.Notice(at, message));
        } else {
            silenced++;
        }
    }

    /** A title within its limit; a longer one goes on in the description. */
    String title(String at, String raw) {
        var title = clean(raw).replaceAll("\\s+", " ").strip();
        if (title.isEmpty()) {
            notice(at, "This has no title; it is imported as “Untitled”.");
            return "Untitled";
        }
        if (title.length() > TaskLimits.TITLE) {
            notice(at, "The title is longer than " + TaskLimits.TITLE + " characters and is cut.");
        }
        return cut(title, TaskLimits.TITLE);
    }

    /** Markdown within its limit, without the control characters no database takes. */
    String text(String at, String raw, int limit) {
        var text = clean(raw).strip();
        if (text.length() > limit) {
            notice(at, "The text is longer than " + limit + " characters and is cut.");
        }
        return cut(text, limit);
    }

    /** At most {@code limit} of a list; what goes beyond is named. */
    <T> List<T> atMost(String at, String what, List<T> all, int limit) {
        if (all.size() <= limit) {
            return List.copyOf(all);
        }
        notice(at, "Has " + all.size() + " " + what + "; the first " + limit + " are imported.");
        return List.copyOf(all.subList(0, limit));
    }

    List<ImportPlan.Status> statuses() {
        return statuses;
    }

    ImportPlan build(String name, String description) {
        if (statuses.isEmpty()) {
            status("", "To do", StatusCategory.TODO);
        }
        if (silenced > 0) {
            notices.add(new ImportPlan.Notice("file", "And " + silenced + " more remarks of the same kinds."));
        }
        var projectName = cut(clean(name).strip(), MAX_NAME);
        return new ImportPlan(format, projectName.isEmpty() ? "Imported project" : projectName,
                cut(clean(description).strip(), TaskLimits.DESCRIPTION), List.copyOf(statuses), List.copyOf(labels),
                List.copyOf(milestones), List.copyOf(people), List.copyOf(tasks), List.copyOf(notices));
    }

    static String clean(String text) {
        return FORBIDDEN.matcher(text).replaceAll("");
    }

    /** Never ends between the two halves of a character. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
    }

    private static String free(String wanted, String fallback, List<String> taken) {
        var base = cut(clean(wanted).strip(), MAX_NAME - 6);
        if (base.isEmpty()) {
            base = fallback;
        }
        var name = base;
        for (var n = 2; containsIgnoringCase(taken, name); n++) {
            name = base + " " + n;
        }
        return name;
    }

    private static boolean containsIgnoringCase(List<String> names, String name) {
        var wanted = name.toLowerCase(Locale.ROOT);
        return names.stream().anyMatch(n -> n.toLowerCase(Locale.ROOT).equals(wanted));
    }

    private static ImportFailed tooMany(String what, int limit, String remedy) {
        return new ImportFailed("file", "The file holds more than " + limit + " " + what + ". " + remedy);
    }
}
