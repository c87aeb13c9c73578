package app.atelier.platform.journal.kafka;

import static app.atelier.platform.journal.kafka.Sides.A;
import static app.atelier.platform.journal.kafka.Sides.B;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import app.atelier.Await;
import app.atelier.platform.db.Ids;
import app.atelier.platform.journal.kafka.Sides.Side;
import app.atelier.platform.watch.Watched.State;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

/** Two databases have one journal, whatever dies on the way. */
class ExchangeTest {

    private static String newTopic() {
        return "exchange-" + UUID.randomUUID();
    }

    private static boolean arrived(Side from, Side to, UUID organization) {
        var identity = from.identity();
        return to.born(organization, identity).size() >= from.born(organization, identity).size();
    }

    private static void requireSame(UUID organization) {
        for (var from : List.of(A, B)) {
            var to = from == A ? B : A;
            assertThat(to.born(organization, from.identity())).as("each once, in order")
                    .containsExactlyElementsOf(from.born(organization, from.identity()));
        }
        assertThat(A.head(organization)).isEqualTo(B.head(organization));
    }

    @Test
    void anEntryArrivesAsItWasWritten() {
        var organization = Ids.next();
        var topic = newTopic();
        A.journal().write(organization, List.of("ä \u2028 \"quoted\" 0.10 \\", "second"));
        try (var _ = Sides.exchanging(A, topic); var _ = Sides.exchanging(B, topic)) {
            Await.until("both arrive", () -> B.head(organization) == 2);
        }
        var columns = "select seq, id, at, actor_id, service, type, subject_type, subject_id, audience, request_id, trace, data::text from journal.entry order by seq";
        String written = A.db().in(organization, tx -> tx.sql().fetch(columns).formatCSV());
        String copied = B.db().in(organization, tx -> tx.sql().fetch(columns).formatCSV());
        assertThat(copied).isEqualTo(written).contains("second");
    }

    @Test
    void nothingIsLostDoubledOrReorderedWhileRelayCopierAndBrokerDieAndPartitionsAreAdded() throws Exception {
        var organizations = Stream.generate(Ids::next).limit(4).toList();
        var topic = newTopic();
        var deaths = new AtomicInteger();
        try (var a = Sides.exchanging(A, topic, 2, Rule.EXACT, dying(deaths)); var b = Sides.exchanging(B, topic, 2, Rule.EXACT, dying(deaths));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 16).mapToObj(w -> threads.submit(() -> {
                var side = w % 4 == 0 ? B : A;
                for (var i = 0; i < 300; i++) {
                    side.journal().write(organizations.get(i % organizations.size()), "test.wanted", ThreadLocalRandom.current().nextInt(20) == 0);
                }
            })).toList();
            Await.until("the exchange is under way", () -> a.exchange().published() > 100 && b.exchange().copied() > 100);
            Sides.grow(topic, 5);
            Await.until("deaths", () -> deaths.get() >= 4);
            Sides.KAFKA.kill();
            for (var writer : writers) {
                writer.get();
            }
            Sides.KAFKA.restart();
            for (var organization : organizations) {
                Await.until("all arrive", () -> arrived(A, B, organization) && arrived(B, A, organization));
                requireSame(organization);
            }
            assertThat(organizations.stream().mapToLong(A::head).sum()).isGreaterThan(4_400);
            assertThat(b.exchange().waiting(Duration.ZERO)).isZero();
        }
    }

    /** Dies now and then at both moments. */
    private static Moments dying(AtomicInteger deaths) {
        return new Moments() {
            @Override
            public void published() {
                die();
            }

            @Override
            public void copied() {
                die();
            }

            private void die() {
                if (ThreadLocalRandom.current().nextInt(4) == 0 && deaths.incrementAndGet() <= 12) {
                    throw new IllegalStateException("killed");
                }
            }
        };
    }

    /** How many entries B has of ten, after its copier died between effect and offset and read them again. */
    private static long copiesOfTen(Rule rule) {
        var organization = Ids.next();
        var topic = newTopic();
        A.journal().write(organization, Stream.generate(() -> "").limit(10).toList());
        Sides.relay(A, topic, 1, 10);
        var readings = new AtomicInteger();
        var dyingOnce = new Moments() {
            @Override
            public void copied() {
                if (readings.incrementAndGet() == 1) {
                    throw new IllegalStateException("killed");
                }
            }
        };
        try (var _ = Sides.exchanging(B, topic, 1, rule, dyingOnce)) {
            Await.until("read again after the death", () -> readings.get() >= 2);
        }
        return B.head(organization);
    }

    @Test
    void aCopierThatDiesBetweenEffectAndOffsetDoublesNothing() {
        assertThat(copiesOfTen(Rule.EXACT)).isEqualTo(10);
    }

    @Test
    void theControlWithoutTheNumberDoubles() {
        assertThat(copiesOfTen((_, _, _) -> Rule.Verdict.APPEND)).isEqualTo(20);
    }

    /** What B has of 200 entries of which the second hundred came through another partition, and sooner. */
    private static List<UUID> afterGrowth(Rule rule, UUID organization, int enough) throws Exception {
        var topic = newTopic();
        // Before the first hundred lies much that takes long to read.
        var random = new Random(1);
        for (var i = 0; i < 8; i++) {
            A.journal().write(Ids.next(), List.of(random.ints(600_000, 0x4e00, 0x9f00)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString()));
        }
        Sides.relay(A, topic, 1, 8);
        A.journal().write(organization, Stream.generate(() -> "").limit(100).toList());
        Sides.relay(A, topic, 1, 100);
        Sides.grow(topic, 2);
        A.journal().write(organization, Stream.generate(() -> "").limit(100).toList());
        Sides.relay(A, topic, 1, 100);
        try (var b = Sides.exchanging(B, topic, 1, rule, Moments.UNDISTURBED)) {
            Await.until("everything was read", () -> B.born(organization, A.identity()).size() >= enough && b.exchange().toCopy() == 0);
        }
        return B.born(organization, A.identity());
    }

    private static UUID movesToTheSecondPartition() {
        return Stream.generate(Ids::next).filter(o -> BuiltInPartitioner.partitionForKey(o.toString().getBytes(UTF_8), 2) == 1)
                .findFirst().orElseThrow();
    }

    @Test
    void entriesThatOvertookOthersThroughANewPartitionWaitForThem() throws Exception {
        var organization = movesToTheSecondPartition();
        assertThat(afterGrowth(Rule.EXACT, organization, 200)).containsExactlyElementsOf(A.born(organization, A.identity()));
    }

    @Test
    void theControlThatDoesNotAskForTheOneBeforeGetsThemOutOfOrder() throws Exception {
        var organization = movesToTheSecondPartition();
        assertThat(afterGrowth((_, _, _) -> Rule.Verdict.APPEND, organization, 200)).hasSize(200)
                .isNotEqualTo(A.born(organization, A.identity()));
    }

    @Test
    void withoutKafkaEverybodyGoesOnAndWhatWaitedArrivesLater() throws Exception {
        var organization = Ids.next();
        var topic = newTopic();
        Sides.KAFKA.kill();
        try (var a = Sides.exchanging(A, topic); var b = Sides.exchanging(B, topic)) {
            A.journal().write(organization, Stream.generate(() -> "").limit(50).toList());
            assertThat(A.head(organization)).isEqualTo(50);
            var watched = new KafkaWatched(a.topic(), a.exchange());
            assertThat(watched.look().state()).isEqualTo(State.DOWN);
            assertThat(watched.look().detail()).contains("ATELIER_KAFKA").contains(Sides.KAFKA.address());
            Sides.KAFKA.restart();
            Await.until("all arrive", () -> B.head(organization) == 50);
            Await.until("up", () -> state(watched) == State.UP);
            assertThat(b.exchange().refused()).isZero();
        }
    }

    private static State state(KafkaWatched watched) {
        try {
            return watched.look().state();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneProcessOfADatabaseRelaysAtATime() {
        var organization = Ids.next();
        var topic = newTopic();
        try (var one = Sides.exchanging(A, topic); var two = Sides.exchanging(A, topic)) {
            Await.until("one is at work", () -> one.topic().complaint() == null);
            for (var i = 0; i < 100; i++) {
                A.journal().write(organization, "test.wanted", false);
            }
            Await.until("all published", () -> one.exchange().toPublish() == 0);
            assertThat(List.of(one.exchange().published(), two.exchange().published())).contains(0L);
            assertThat(one.exchange().published() + two.exchange().published()).isGreaterThanOrEqualTo(100);
        }
    }

    @Test
    void aRestoredDatabaseTakesANewNameAndGoesOn() {
        var organization = Ids.next();
        var topic = newTopic();
        A.journal().write(organization, List.of("1", "2", "3"));
        try (var _ = Sides.exchanging(A, topic); var _ = Sides.exchanging(B, topic)) {
            Await.until("three", () -> B.head(organization) == 3);
        }
        // Restored to the state before its third entry.
        var before = A.identity();
        A.asOwner("""
                delete from journal.entry where organization_id = '%1$s' and seq = 3;
                update journal.head set seq = 2 where organization_id = '%1$s';
                update journal.relayed set seq = 2, published = 2 where organization_id = '%1$s';
                update platform.identity set home = 'where the backup was made';
                """.formatted(organization));
        A.journal().write(organization, List.of("another third", "4"));
        try (var _ = Sides.exchanging(A, topic); var _ = Sides.exchanging(B, topic)) {
            Await.until("the new ones, too", () -> B.head(organization) == 5);
            assertThat(B.born(organization, A.identity())).hasSize(2);
            assertThat(B.born(organization, before)).hasSize(3);
            B.journal().write(organization, List.of("6"));
            Await.until("B's arrives", () -> A.born(organization, B.identity()).size() == 1);
            assertThat(A.head(organization)).as("its own former entries are not copied back").isEqualTo(5);
        }
    }

    @Test
    void allWhoAskARestoredDatabaseAtOnceHearOneNewName() throws Exception {
        var before = A.identity();
        A.asOwner("update platform.identity set home = 'where the backup was made'");
        var asking = new CyclicBarrier(8);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var names = threads.invokeAll(Collections.nCopies(8, () -> A.db().shared(tx -> {
                try {
                    asking.await();
                } catch (InterruptedException | BrokenBarrierException e) {
                    throw new IllegalStateException(e);
                }
                return tx.sql().fetchSingle("select journal.named()").get(0, UUID.class);
            })));
            assertThat(names.stream().map(Future::resultNow)).doesNotContain(before).containsOnly(A.identity());
        }
    }

    @Test
    void whatNoRelayWroteIsPassedOverAndCounted() throws Exception {
        var organization = Ids.next();
        var topic = newTopic();
        try (var b = Sides.exchanging(B, topic)) {
            Await.until("the topic", () -> state(new KafkaWatched(b.topic(), b.exchange())) == State.UP);
            try (var producer = new Clients(Sides.properties(topic, 1)).producer()) {
                producer.send(new ProducerRecord<>(topic, organization.toString(), "{}")).get();
            }
            Await.until("counted", () -> b.exchange().refused() == 1);
            A.journal().write(organization, List.of("real"));
            Sides.relay(A, topic, 1, 1);
            Await.until("the next is copied", () -> B.head(organization) == 1);
        }
    }
}
