package app.atelier.collaboration.comments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.notifications.mail.CapturedMail;
import app.atelier.platform.db.Db;
import app.atelier.platform.demo.DemoHouse;
import app.atelier.platform.demo.DemoSeed;
import app.atelier.platform.journal.JournalEntry;
import app.atelier.platform.journal.JournalReader;
import org.junit.jupiter.api.Test;

class CommentsDemoTest {

    @Test
    void peopleHaveTalkedAndSeedingAgainAddsNothing() {
        var house = House.demo();
        try {
            var before = entries(house, "comment.created");
            assertThat(before).hasSizeGreaterThan(15).allMatch(e -> e.at().isBefore(Instant.now()));
            house.context().getBeansOfType(DemoSeed.class).values().forEach(seed -> seed.seed(new DemoHouse(Instant.now())));
            assertThat(entries(house, "comment.created")).hasSameSizeAs(before);

            Await.until("a notice for the owner", () -> entries(house, "notice.created").stream()
                    .anyMatch(e -> ("person:" + DemoHouse.MARA).equals(e.audience())));
            // The follower is past everything when what is newest has been mailed; history is not.
            var mails = Await.until(() -> house.bean(CapturedMail.class).newest(), m -> !m.isEmpty());
            assertThat(mails).hasSizeLessThan(12);
        } finally {
            house.close();
        }
    }

    private static List<JournalEntry> entries(House house, String type) {
        return house.bean(Db.class).in(DemoHouse.ORGANIZATION, tx -> house.bean(JournalReader.class)
                .after(tx, 0, java.util.Set.of(type), 10_000));
    }
}
