package app.atelier.projects.demo;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.demo.DemoHouse;
import app.atelier.projects.project.Color;
import app.atelier.projects.tasks.Priority;
import org.jspecify.annotations.Nullable;

/**
 * One project of the demonstration as it is told. Days count from the moment of seeding: -10 is ten days ago.
 *
 * @param begun    the day it was made
 * @param archived whether it is finished and put away
 */
record DemoProject(String word, String key, String name, String description, Color color, int begun, int due, boolean archived,
        List<UUID> members, List<String> labels, List<Stage> stages) {

    /** A milestone and the work that leads there. */
    record Stage(String name, String description, int start, int due, boolean reached, List<Work> work) {
    }

    /**
     * @param made    the day it was written down
     * @param started the day somebody began, or null
     * @param done    the day it was finished, or null
     * @param items   of its checklist
     * @param checked how many of those are done
     */
    record Work(String title, String text, @Nullable UUID who, String label, Priority priority, int hours, int made,
            @Nullable Integer started, @Nullable Integer done, @Nullable Integer due, List<String> items, int checked) {

        static Work of(String title, @Nullable UUID who, String label, int hours, int made, @Nullable Integer started,
                @Nullable Integer done, @Nullable Integer due) {
            return new Work(title, "", who, label, Priority.NONE, hours, made, started, done, due, List.of(), 0);
        }

        Work text(String markdown) {
            return new Work(title, markdown, who, label, priority, hours, made, started, done, due, items, checked);
        }

        Work priority(Priority wanted) {
            return new Work(title, text, who, label, wanted, hours, made, started, done, due, items, checked);
        }

        Work items(int checkedItems, String... texts) {
            return new Work(title, text, who, label, priority, hours, made, started, done, due, List.of(texts), checkedItems);
        }
    }

    UUID id() {
        return DemoHouse.id("project", word);
    }
}
