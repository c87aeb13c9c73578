package app.atelier.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import app.atelier.Await;
import app.atelier.House;
import app.atelier.platform.broadcast.Broadcast;
import app.atelier.platform.broadcast.PostgresBroadcast;
import app.atelier.platform.db.Db;
import app.atelier.platform.db.Ids;
import app.atelier.platform.db.Server;
import app.atelier.platform.journal.Audience;
import app.atelier.platform.journal.Event;
import app.atelier.platform.journal.Journal;
import app.atelier.platform.journal.JournalReader;
import app.atelier.platform.journal.WakeUps;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance that asks another one, while changes are written by a third. */
class KeptAnswersTest {

    private static final House HOUSE = House.all();

    interface Asked {

        @HoldsUntil(value = "rights.", subject = "thing.")
        Optional<Integer> thing(UUID organization, UUID id);

        @HoldsUntil("rights.")
        Set<UUID> things(UUID organization, List<UUID> of);

        int everything(UUID organization);
    }

    /** Answers how often it was asked. */
    private static final class Answering implements Asked {

        private final AtomicInteger asked = new AtomicInteger();
        private Runnable meanwhile = () -> {
        };

        @Override
        public Optional<Integer> thing(UUID organization, UUID id) {
            meanwhile.run();
            return Optional.of(asked.incrementAndGet());
        }

        @Override
        public Set<UUID> things(UUID organization, List<UUID> of) {
            asked.incrementAndGet();
            return Set.copyOf(of);
        }

        @Override
        public int everything(UUID organization) {
            return asked.incrementAndGet();
        }
    }

    record Changed(@JsonIgnore String type, @JsonIgnore UUID id) implements Event {

        @Override
        public Envelope envelope() {
            return new Envelope(type, "test", id, Audience.ORGANIZATION);
        }
    }

    private final PostgresBroadcast broadcast = new PostgresBroadcast(HOUSE.bean(Server.class));
    private final UUID organization = HOUSE.register().organization();
    private final UUID thing = Ids.next();
    private final Answering answering = new Answering();
    private Asked asks = keeping(broadcast);

    private Asked keeping(Broadcast by) {
        return new KeptAnswers(HOUSE.bean(Db.class), HOUSE.bean(JournalReader.class), new WakeUps(by)).of(Asked.class, answering);
    }

    @BeforeEach
    void start() {
        broadcast.start();
    }

    @AfterEach
    void stop() {
        broadcast.stop();
    }

    private static void happens(UUID organization, String type, UUID subject) {
        HOUSE.bean(Db.class).in(organization, tx -> {
            HOUSE.bean(Journal.class).record(tx, null, new Changed(type, subject));
            return null;
        });
    }

    private int ask() {
        return asks.thing(organization, thing).orElseThrow();
    }

    @Test
    void anAnswerHoldsUntilTheJournalTellsOtherwise() {
        var first = ask();
        assertThat(ask()).isEqualTo(first);
        happens(organization, "rights.changed", Ids.next());
        Await.until("another answer", () -> ask() > first);
    }

    @Test
    void whatHappensToItsSubjectEndsItAndWhatHappensToOthersDoesNot() {
        var first = ask();
        happens(organization, "thing.changed", Ids.next());
        happens(HOUSE.register().organization(), "rights.changed", thing);
        assertThat(ask()).isEqualTo(first);
        happens(organization, "thing.changed", thing);
        Await.until("another answer", () -> ask() > first);
    }

    @Test
    void aLostWakeUpOnlyDelaysIt() {
        asks = keeping(new Broadcast() {
            @Override
            public void tell(String topic, String text) {
            }

            @Override
            public Listening listen(String topic, Consumer<String> listener) {
                return () -> {
                };
            }
        });
        var first = ask();
        happens(organization, "rights.changed", Ids.next());
        assertThat(ask()).isEqualTo(first);
        Await.until("another answer", () -> ask() > first);
    }

    @Test
    void anAnswerOvertakenByNewsIsGivenButNotKept() {
        asks.thing(organization, Ids.next());
        answering.meanwhile = () -> {
            answering.meanwhile = () -> {
            };
            happens(organization, "rights.changed", Ids.next());
            var other = Ids.next();
            var before = asks.thing(organization, other);
            Await.until("the news was read", () -> !asks.thing(organization, other).equals(before));
        };
        var overtaken = ask();
        assertThat(ask()).isGreaterThan(overtaken);
    }

    @Test
    void nothingAndFailuresAreNotKept() {
        var impatient = new KeptAnswers(HOUSE.bean(Db.class), HOUSE.bean(JournalReader.class), new WakeUps(broadcast));
        var calls = new AtomicInteger();
        asks = impatient.of(Asked.class, new Asked() {
            @Override
            public Optional<Integer> thing(UUID organization, UUID id) {
                return switch (calls.incrementAndGet()) {
                    case 1 -> Optional.empty();
                    case 2 -> throw new IllegalStateException("as a remote service might");
                    default -> Optional.of(calls.get());
                };
            }

            @Override
            public Set<UUID> things(UUID organization, List<UUID> of) {
                return Set.of();
            }

            @Override
            public int everything(UUID organization) {
                return 0;
            }
        });
        assertThat(asks.thing(organization, thing)).isEmpty();
        assertThatThrownBy(() -> asks.thing(organization, thing)).isInstanceOf(IllegalStateException.class)
                .hasMessage("as a remote service might");
        assertThat(ask()).isEqualTo(3);
        assertThat(ask()).isEqualTo(3);
    }

    @Test
    void whatIsNotSaidToHoldIsAskedEachTimeAndQuestionsAreToldApart() {
        assertThat(asks.everything(organization)).isNotEqualTo(asks.everything(organization));
        assertThat(asks.things(organization, List.of(thing))).containsExactly(thing);
        assertThat(asks.things(organization, List.of())).isEmpty();
        assertThat(asks.thing(organization, Ids.next())).isNotEqualTo(asks.thing(organization, Ids.next()));
    }
}
