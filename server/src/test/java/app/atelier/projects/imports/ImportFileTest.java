package app.atelier.projects.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

import app.atelier.projects.project.StatusCategory;
import app.atelier.projects.tasks.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportFileTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Path SAMPLES = Path.of("../samples");
    /** Real exports, where they lie beside the project. */
    private static final Path REAL = Path.of("../../shared/data");

    private static ImportPlan read(Path file) throws IOException {
        return ImportFile.parse(Files.readAllBytes(file), null, BERLIN);
    }

    private static ImportPlan parse(String text) {
        return ImportFile.parse(text.getBytes(StandardCharsets.UTF_8), null, BERLIN);
    }

    private static ImportPlan.Task task(ImportPlan plan, String source) {
        return plan.tasks().stream().filter(t -> t.source().equals(source)).findFirst().orElseThrow();
    }

    private static Stream<String> places(ImportPlan plan) {
        return plan.notices().stream().map(ImportPlan.Notice::at);
    }

    @Test
    void aTrelloBoardKeepsEverythingAProjectCanHold() throws IOException {
        var plan = read(SAMPLES.resolve("trello-board.json"));

        assertThat(plan.format()).isEqualTo(ImportFormat.TRELLO);
        assertThat(plan.projectName()).isEqualTo("Roastery opening");
        assertThat(plan.counts()).isEqualTo(new ImportPlan.Counts(5, 14, 0, 6, 6, 17, 7, 0, 3, 3));
        assertThat(plan.statuses()).extracting(ImportPlan.Status::category).containsExactly(StatusCategory.TODO,
                StatusCategory.DOING, StatusCategory.DOING, StatusCategory.DONE, StatusCategory.DONE);
        var coffee = task(plan, "Choose the three opening coffees");
        assertThat(coffee.dueDate()).isEqualTo(LocalDate.of(2026, 2, 13));
        assertThat(coffee.completedAt()).isNotNull();
        assertThat(coffee.comments().getFirst()).isEqualTo(new ImportPlan.Comment("Mei Okafor",
                Instant.parse("2026-02-10T16:40:11.207Z"), "The natural from Ethiopia wins the third place. Blueberry, honestly."));
        assertThat(coffee.checklist().getFirst()).isEqualTo(new ImportPlan.ChecklistItem("Samples", false, true));
        assertThat(task(plan, "Name and logo").description()).contains("[logo-draft-1.png](<https://trello.com/");
        assertThat(places(plan)).containsExactlyInAnyOrder("$.lists[4]", "$.cards[2].customFieldItems[0]",
                "$.cards[3].attachments", "$.cards[9].idChecklists", "$.cards[11].idMembersVoted", "$.cards[12]");
    }

    @Test
    void theRealTrelloBoardIsWhole() throws IOException {
        assumeThat(REAL.resolve("trello-board.json")).exists();
        var plan = read(REAL.resolve("trello-board.json"));
        assertThat(plan.statuses()).extracting(ImportPlan.Status::name).containsExactly("Personal", "Lab", "Drill");
        assertThat(plan.counts()).isEqualTo(new ImportPlan.Counts(3, 11, 0, 6, 7, 24, 0, 0, 4, 1));
    }

    @Test
    void jirasAllFieldsExportKeepsHierarchyCommentsAndDates() throws IOException {
        var plan = read(SAMPLES.resolve("jira-cloud.csv"));

        assertThat(plan.counts()).isEqualTo(new ImportPlan.Counts(4, 2, 4, 6, 0, 0, 3, 1, 2, 2));
        assertThat(plan.projectName()).isEqualTo("Tram passenger app");
        var offline = task(plan, "TRAM-2");
        assertThat(plan.tasks().get(offline.parent()).source()).isEqualTo("TRAM-1");
        assertThat(plan.tasks().get(task(plan, "TRAM-3").parent()).source()).isEqualTo("TRAM-2");
        assertThat(offline.estimate()).isEqualTo(480);
        assertThat(offline.completedAt()).isEqualTo(Instant.parse("2026-03-27T10:30:00Z"));
        assertThat(offline.comments().get(1).body()).isEqualTo("About 4 MB; we keep one week, \"only\" the lines near home");
        assertThat(offline.comments().get(1).author()).isEqualTo("Jonas Weiß");
        assertThat(task(plan, "TRAM-4").priority()).isEqualTo(Priority.URGENT);
        assertThat(task(plan, "TRAM-4").description()).startsWith("```java\nprice(zone, time)\n```");
        assertThat(task(plan, "TRAM-1").description()).isEqualTo("## Goal\nPassengers buy a ticket in **two taps**.\n- timetable\n- tickets\n- push when late");
        assertThat(places(plan)).contains("line 7, column Custom field (Story point estimate)",
                "line 9, column Outward issue link (Blocks)").doesNotContain("line 2, column Custom field (Rank)");
    }

    @Test
    void realJiraFilesAreWhole() throws IOException {
        assumeThat(REAL.resolve("jira-cloud.csv")).exists();
        var cloud = read(REAL.resolve("jira-cloud.csv"));
        assertThat(cloud.counts()).isEqualTo(new ImportPlan.Counts(1, 2, 0, 0, 0, 0, 1, 0, 2, 0));
        assertThat(task(cloud, "PT-2").comments().getFirst().body()).isEqualTo("comentario @Rodolfo Carvalho");
        assertThat(task(cloud, "PT-2").createdAt()).isEqualTo(Instant.parse("2024-01-09T14:54:00Z"));

        var hierarchy = read(REAL.resolve("jira-hierarchy.csv"));
        assertThat(hierarchy.tasks()).hasSize(33);
        assertThat(hierarchy.tasks().get(task(hierarchy, "MA1-21").parent()).source()).isEqualTo("MA1-14");
        assertThat(hierarchy.tasks().get(task(hierarchy, "MA1-14").parent()).source()).isEqualTo("MA1-13");
        assertThat(hierarchy.notices()).isEmpty();

        var rest = read(REAL.resolve("jira-rest.json"));
        assertThat(rest.tasks()).hasSize(40);
        assertThat(rest.statuses()).hasSize(6);
    }

    @Test
    void aListKeptByHandKeepsItsTree() throws IOException {
        var plan = read(SAMPLES.resolve("jira-hierarchy.csv"));
        assertThat(plan.counts()).isEqualTo(new ImportPlan.Counts(3, 1, 9, 4, 0, 0, 1, 0, 0, 0));
        assertThat(plan.notices()).isEmpty();
    }

    @Test
    void jirasRestAnswerKeepsDocumentsAndComments() throws IOException {
        var plan = read(SAMPLES.resolve("jira-rest.json"));

        assertThat(plan.counts()).isEqualTo(new ImportPlan.Counts(5, 4, 1, 5, 0, 0, 2, 1, 1, 2));
        assertThat(task(plan, "DEPOT-1").description()).startsWith("""
                ## What we need

                A list of **all spare parts**, by [shelf](<https://example.org/shelves>).

                - brakes
                - doors

                ```sql
                select part from shelf
                ```""");
        assertThat(task(plan, "DEPOT-1").comments().get(1).body()).isEqualTo("Thank you @Lena Brandt, counted twice.");
        assertThat(places(plan)).containsExactly("$[0].fields.attachment", "$[3].fields.issuelinks");
    }

    @Test
    void searchResultsAndSingleIssuesAreTakenToo() {
        var issue = "{\"key\":\"A-1\",\"fields\":{\"summary\":\"One\"}}";
        assertThat(parse("{\"total\":3,\"issues\":[" + issue + "]}").notices()).extracting(ImportPlan.Notice::at).containsExactly("$.total");
        assertThat(parse(issue).tasks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"lists": [], "cards": [{"id": "1", "name": "x"}]}        | $.cards[0].idList  | missing
            {"lists": [], "cards": [{"id": 1}]}                       | $.cards[0].id      | not a text
            {"lists": [], "cards": [{"id":"1","name":"x","idList":"2"}]} | $.cards[0].idList | not in the file
            {"lists": [], "cards": 7}                                 | $.cards            | not a list
            {"lists": [], "cards":                                    | line 1, column     | not complete JSON
            {"boards": []}                                            | $                  | neither a Trello board
            [{"key":"A-1","fields":{}}]                               | $[0].fields.summary | missing
            [{"key":"A-1","fields":{"summary":"x"}},{"key":"A-1","fields":{"summary":"y"}}] | $[1] | twice
            {"issues": []}                                            | $.issues           | no issues
            Name,Price                                                | line 1             | no Jira export
            'Summary,Key'                                             | line 2             | no issues
            """, quoteCharacter = '\'')
    void aForeignOrBrokenFileSaysWhereAndWhy(String text, String at, String why) {
        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(ImportFailed.class, e -> {
            assertThat(e.at()).startsWith(at);
            assertThat(e.getMessage()).contains(why);
        });
    }

    @Test
    void brokenLinesAreNamed() {
        for (var broken : List.of("Summary,Key\nOne,A-1\nTwo,A-2,extra\n", "Summary,Key\nOne,A-1\n\"Two,A-2\n")) {
            assertThatThrownBy(() -> parse(broken)).isInstanceOfSatisfying(ImportFailed.class, e -> assertThat(e.at()).isEqualTo("line 3"));
        }
        assertThatThrownBy(() -> parse("Summary,Key\nOne,\n")).isInstanceOfSatisfying(ImportFailed.class,
                e -> assertThat(e.at()).isEqualTo("line 2, column Key"));
        assertThatThrownBy(() -> ImportFile.parse(new byte[] {'a', '\n', (byte) 0xE4}, null, BERLIN))
                .isInstanceOfSatisfying(ImportFailed.class, e -> assertThat(e.at()).isEqualTo("line 2"));
        assertThatThrownBy(() -> ImportFile.parse(new byte[0], null, BERLIN)).isInstanceOf(ImportFailed.class);
    }

    @Test
    void whatCannotBeReadInACellIsANoticeNotAnEnd() {
        var plan = parse("""
                Summary,Key,Due,Parent,Original estimate
                One,A-1,31/Feb/24 1:00 PM,A-9,soon
                Two,A-2,2024-02-29,A-3,3600
                Three,A-3,,A-2,
                """);
        assertThat(plan.tasks()).hasSize(3);
        assertThat(task(plan, "A-2").dueDate()).isEqualTo(LocalDate.of(2024, 2, 29));
        assertThat(places(plan)).contains("line 2, column Due", "line 2, column Original estimate", "line 2");
        assertThat(plan.tasks()).filteredOn(t -> t.parent() < 0).hasSize(2);
    }

    @Test
    void tooMuchIsRefusedBeforeItHurts() {
        var rows = new StringBuilder("Summary,Key\n");
        for (var i = 0; i <= 20_000; i++) {
            rows.append("x,A-").append(i).append('\n');
        }
        assertThatThrownBy(() -> parse(rows.toString())).isInstanceOf(ImportFailed.class).hasMessageContaining("20000");
        assertThatThrownBy(() -> parse("[".repeat(5_000))).isInstanceOf(ImportFailed.class);
    }

    @Test
    void semicolonsAndTabsSeparateToo() {
        assertThat(parse("Summary;Key;Labels\nOne;A-1;red blue\n").labels()).extracting(ImportPlan.Label::name).containsExactly("red", "blue");
        assertThat(parse("Summary\tKey\nOne\tA-1\n").tasks()).hasSize(1);
    }
}
