package app.atelier.keep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import app.atelier.House;
import app.atelier.platform.db.Db;
import app.atelier.platform.system.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyTest {

    @TempDir
    Path folder;

    @Test
    void itBacksUpVerifiesAndTellsOnceADayAndTriesAgainAfterAFailure() throws Exception {
        var place = folder.resolve("backups");
        // An hour ago, so that the two hours of this test lie within one day of backups, whenever it runs.
        var at = DateTimeFormatter.ofPattern("HH:mm").format(LocalTime.now(ZoneOffset.UTC).minusHours(1));
        var house = House.only("users,auth,projects,files", Map.of(
                "atelier.backup.to", place.toString(), "atelier.backup.at", at, "atelier.backup.passphrase", "a long passphrase"));
        try {
            house.register();
            var nightly = house.bean(Nightly.class);
            assertThat(nightly.jobs()).extracting(Job::state).containsOnly(Job.State.IDLE);

            Files.writeString(place, "in the way");
            var now = Instant.now();
            assertThat(nightly.look(now)).isTrue();
            assertThat(nightly.jobs().getFirst()).satisfies(job -> {
                assertThat(job.state()).isEqualTo(Job.State.FAILED);
                assertThat(job.detail()).contains("cannot be used for backups");
            });
            assertThat(nightly.look(now)).as("not again at once").isFalse();
            Files.delete(place);

            assertThat(nightly.look(now.plus(Duration.ofHours(2)))).as("again after a while").isTrue();
            assertThat(nightly.jobs()).allSatisfy(job -> {
                assertThat(job.state()).isEqualTo(Job.State.IDLE);
                assertThat(job.detail()).contains("tables");
            });
            assertThat(nightly.jobs().getLast().detail()).contains("all equal");
            assertThat(nightly.look(now.plus(Duration.ofHours(2)))).as("once a day").isFalse();

            age(house, "2 days");
            assertThat(nightly.jobs()).extracting(Job::state).containsOnly(Job.State.FAILED);
            assertThat(nightly.look(now)).as("what was missed is made up for").isTrue();
        } finally {
            house.close();
        }
    }

    private static void age(House house, String interval) {
        house.bean(Db.class).shared(tx -> tx.sql().execute(
                "update platform.backup_run set started_at = started_at - interval '" + interval + "'"));
    }

    @Test
    void withoutAPlaceItSaysHowToSetOneUp() {
        assertThat(House.all().bean(Nightly.class).jobs()).singleElement().satisfies(job -> {
            assertThat(job.state()).isEqualTo(Job.State.IDLE);
            assertThat(job.detail()).contains("ATELIER_BACKUP_TO");
        });
    }
}
