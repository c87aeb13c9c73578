package app.atelier.platform.journal.kafka;

import java.util.List;
import java.util.UUID;

import app.atelier.platform.journal.Follower;
import app.atelier.platform.journal.FollowerContract;
import app.atelier.platform.journal.Followers;
import app.atelier.platform.journal.TestJournal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Following what was written in another database, through the relay, Kafka and the copier. */
class KafkaFollowerTest extends FollowerContract {

    private static final String TOPIC = "followers";
    private static Sides.Working a;
    private static Sides.Working b;

    @BeforeAll
    static void exchange() {
        a = Sides.exchanging(Sides.A, TOPIC);
        b = Sides.exchanging(Sides.B, TOPIC);
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
    }

    @Override
    protected TestJournal written() {
        return Sides.A.journal();
    }

    @Override
    protected TestJournal followed() {
        return Sides.B.journal();
    }

    @Override
    protected long head(UUID organization) {
        return Sides.B.head(organization);
    }

    @Override
    protected Handle start(Follower follower) {
        return Handle.of(new Followers(List.of(follower), Sides.B.db(), Sides.B.reader(), Sides.B.wakeUps()), follower);
    }
}
