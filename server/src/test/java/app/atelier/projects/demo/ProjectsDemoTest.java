package app.atelier.projects.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.demo.DemoHouse;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.journal.JournalReader;
import app.atelier.projects.project.Project;
import app.atelier.projects.project.ProjectStore;
import org.junit.jupiter.api.Test;

class ProjectsDemoTest {

    private final House house = House.all();
    private final Db db = house.bean(Db.class);

    private List<JournalEntry> told() {
        return db.in(DemoHouse.ORGANIZATION, tx -> house.bean(JournalReader.class)
                .after(tx, 0, List.of("project.created", "task.created", "task.changed"), 10_000));
    }

    @Test
    void theDemonstrationHasAPastAndIsFurnishedOnce() {
        var seed = house.bean(ProjectsDemo.class);
        seed.seed(new DemoHouse(Instant.now()));
        var first = told();
        seed.seed(new DemoHouse(Instant.now()));

        assertThat(told()).hasSameSizeAs(first);
        assertThat(first).allMatch(e -> e.at().isBefore(Instant.now()));
        var harbour = db.in(DemoHouse.ORGANIZATION, tx -> house.bean(ProjectStore.class).find(tx, DemoHouse.id("project", "harbour")))
                .map(Project::summary).orElseThrow();
        assertThat(harbour.doneTasks()).isGreaterThan(8);
        assertThat(harbour.openTasks()).isGreaterThan(8);
        var history = first.stream().filter(e -> String.valueOf(e.audience()).endsWith(harbour.id().toString())).toList();
        assertThat(history).extracting(JournalEntry::at).isSorted();
        assertThat(history).filteredOn(e -> !e.data().path("after").path("completedAt").isMissingNode()).hasSize(harbour.doneTasks());
    }
}
