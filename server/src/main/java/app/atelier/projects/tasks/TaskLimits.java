package app.atelier.projects.tasks;

/** How much a task may hold. Lengths are in UTF-16 code units, as {@code maxlength} counts in a browser. */
public final class TaskLimits {

    public static final int TITLE = 500;
    public static final int DESCRIPTION = 100_000;
    public static final int CHECKLIST_ITEMS = 500;
    public static final int CHECKLIST_TEXT = 2_000;
    public static final int CHECKLIST_HEADING = 200;
    public static final int ASSIGNEES = 50;
    public static final int LABELS = 50;
    /** Minutes: ten thousand hours. */
    public static final int ESTIMATE = 600_000;
    /** Levels of subtasks under a task. */
    public static final int DEPTH = 8;
    /** Live tasks in one project; a whole board travels in one answer. */
    public static final int PER_PROJECT = 20_000;

    private TaskLimits() {
    }
}
